# At a shared code, while far more answers come in than ever before.
moment-title = One moment, please
moment-text = Very many answers have come in here within minutes, so we make sure that yours is from a person. Please wait { $seconds } seconds, then press the button.
moment-too-soon = That was a little too soon. Please wait a few more seconds, then press the button again. Your answer is kept.
moment-working = Very many answers have come in here within minutes. Your phone is showing that yours is not from a program; your answer then goes out by itself.

# A second answer from the same phone.
repeat-note = An answer from this phone was counted here today already. We read this one too, but it does not change the score.

# What staff send with a link, in Zalo, LINE or a text message. A survey's own words: texts.en.message.
link-hello = Hello,
link-hello-name = Hello { $name },
link-body = thank you for shopping with { $shop }. How was it? One question, less than a minute:
link-body-order = thank you for your order { $order } with { $shop }. How was it? One question, less than a minute:

# What the dashboard says of bursts; each is looked at under “Touchpoints”.
site-attention-burst-device = One phone has answered again and again at a shared code ({ $n }×). What came after its first answer is not counted: look at it under “Touchpoints”.
site-attention-burst-place = Far more answers than ever came in at a shared code within minutes ({ $n }×). Were they guests? Look at it under “Touchpoints”.
site-attention-burst-cards = Many thank-you cards were answered from one phone ({ $n }×). Customers rarely hold five of them: look at it under “Touchpoints”.
