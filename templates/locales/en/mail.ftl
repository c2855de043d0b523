# The mail that asks. What a shop writes itself takes the place of greeting, intro, signature, subject.

mail-greeting = Dear { $name },
mail-greeting-nobody = Hello,
mail-intro = Thank you for shopping with { $shop }. We have one question for you; it takes less than a minute.
mail-intro-order = Thank you for your order { $order } with { $shop }. We have one question for you; it takes less than a minute.
mail-signature =
    With many thanks,
    { $shop }
mail-choose = Tap your answer, then send it on the page that opens.
mail-score = { $score } of { $max }
mail-link = From { $min } ({ $low }) to { $max } ({ $high }). Your answer:
mail-link-thumbs = { $high }, or { $low }? Your answer:
mail-why = You receive this mail because you bought from { $shop }.
mail-unsubscribe = Unsubscribe, or get fewer mails

## The reminders, to those who have not answered; the third is always the last.

mail-reminder-1-subject = How was it? { $shop } would still like to know
mail-reminder-1-intro = We wrote to you a few days ago. In case it came at a busy moment, here is our question again; it takes less than a minute.
mail-reminder-1-intro-order = We wrote to you a few days ago about your order { $order }. In case it came at a busy moment, here is our question again; it takes less than a minute.
mail-reminder-2-subject = { $shop } would be glad of your opinion
mail-reminder-2-intro = We read every answer, and would be glad to have yours. It takes less than a minute.
mail-reminder-2-intro-order = We read every answer, and would be glad to have yours about order { $order }. It takes less than a minute.
mail-reminder-3-subject = One last time: a question from { $shop }
mail-reminder-3-intro = This is our last mail about this. If you have half a minute, we would be glad to hear from you; if not, thank you all the same.
mail-reminder-3-intro-order = This is our last mail about your order { $order }. If you have half a minute, we would be glad to hear from you; if not, thank you all the same.
