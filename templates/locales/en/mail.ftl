# The mail that asks. What a shop writes itself takes the place of greeting, intro, signature, subject.

mail-greeting = Dear { $name },
mail-greeting-nobody = Hello,
mail-intro = Thank you for shopping with { $shop }. We have one question for you; it takes less than a minute.
mail-intro-order = Thank you for your order { $order } with { $shop }. We have one question for you; it takes less than a minute.
mail-signature =
    With many thanks,
    { $shop }
mail-choose = Tap your answer. You can still change it on the next page.
mail-score = { $score } of { $max }
mail-link = From { $min } ({ $low }) to { $max } ({ $high }). Your answer:
mail-link-thumbs = { $high }, or { $low }? Your answer:
mail-why = You receive this mail because you bought from { $shop }.
mail-unsubscribe = Stop these mails
