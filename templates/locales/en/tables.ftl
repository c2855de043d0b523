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

# The staff's page of touchpoints.
staff-nav-touchpoints = Touchpoints
staff-nav-links = Messages
points-title = Touchpoints
points-hint = Shared codes for a counter, a table, a parcel: whoever scans one answers without a name.
points-problem = That could not be done.
points-open = Open touchpoints
points-empty = No touchpoint yet. Make one below, print its poster and put it up.
points-kind = Kind
points-kind-counter = Counter
points-kind-table = Table
points-kind-parcel = Parcel
points-kind-receipt = Receipt
points-kind-vehicle = Vehicle
points-shared = shared tablet
points-answers = { $n ->
    [0] No answers in 30 days
    [one] 1 answer in 30 days
   *[other] { $n } answers in 30 days
}
points-answers-held = { $n ->
    [one] 1 answer in 30 days
   *[other] { $n } answers in 30 days
}, { $held } more not counted
points-poster-a5 = Poster A5
points-poster-a4 = Poster A4
points-poster-tent = Table tent
points-poster-of = { $size } for { $name } (PDF)
points-manage = Change { $name }
points-name = Name
points-name-example = Counter, Hải Châu
points-rename = Rename
points-close = Close
points-close-hint = Closed, it takes no more answers; those it has stay. It can be opened again.
points-closed = closed
points-closed-since = closed since { $day }
points-closed-title = Closed
points-reopen = Open again
points-add = New touchpoint
points-add-button = Make touchpoint
points-location = Branch
points-survey = Survey
points-properties = Counted apart by
points-properties-example = table = 12
points-shared-check = A tablet stands there, and many people answer on it

# Bursts of answers.
burst-title = Needs a look
burst-decided = Looked at
burst-device = { $name }: { $n } answers from one phone within hours. Only the first is counted.
burst-place = { $name }: far more answers than ever within minutes, { $n } of them.
burst-place-waits = { $name }: far more answers than ever within minutes, { $n } of them. What came in the rush counts once you say that they were guests.
burst-cards = { $n } thank-you cards were answered from one phone. All are counted; was it one of us?
burst-guests-device = Guests shared it: count all
burst-dropped-device = Leave them out
burst-guests-place = They were guests: count all
burst-dropped-place = Not guests: take them out
burst-guests-cards = Seen
burst-settled-device-guests = counted on { $day }
burst-settled-device-dropped = left out on { $day }
burst-settled-place-guests = counted on { $day }
burst-settled-place-dropped = taken out on { $day }
burst-settled-seen = seen on { $day }

# The staff's page of links to pass on.
links-title = Messages
links-hint = Customers with a phone number and no e-mail address: copy the message into Zalo, LINE or a text message. The link opens their own form.
links-tabs = Which customers
links-tab-due = To send
links-tab-all = All with a phone
links-tab-copied = Sent
links-n-due = { $n ->
    [one] 1 customer to write to
   *[other] { $n } customers to write to
}
links-n-all = { $n ->
    [one] 1 customer with a phone
   *[other] { $n } customers with a phone
}
links-n-copied = { $n ->
    [one] 1 message sent, no answer yet
   *[other] { $n } messages sent, no answer yet
}
links-empty-due = Nobody to write to. Customers appear here when it is time to ask them.
links-empty-all = No customer with a phone number is waiting for a question.
links-empty-copied = No message is waiting for an answer.
links-about = Order { $order } · to ask from { $day } · { $language }
links-state-mail = A mail is planned for { $day }. It goes out as well, unless there is an answer by then.
links-state-copied = Sent on { $day }
links-message-of = Message to { $name }
links-mark = I have sent it
links-copy = Copy message
links-was-copied = Copied
links-call-short = Call

# The log.
log-touchpoint-add = Touchpoint made
log-touchpoint-rename = Touchpoint renamed
log-touchpoint-close = Touchpoint closed
log-touchpoint-open = Touchpoint opened
log-burst-settle = Burst of answers decided
log-links-copy = Message passed on
