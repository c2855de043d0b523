# The customer's pages: the form, the thanks, the notices, the typed code, unsubscribing.

## The form

form-title = Your feedback
form-greeting = Thank you for shopping with us
form-greeting-name = Thank you, { $name }
form-greeting-order = Thank you — order { $order }
form-greeting-name-order = Thank you, { $name } — order { $order }
form-stars = { $n ->
    [one] { $n } star
   *[other] { $n } stars
}
form-smiley-1 = Very unhappy
form-smiley-2 = Unhappy
form-smiley-3 = So-so
form-smiley-4 = Happy
form-smiley-5 = Very happy
form-optional = optional
form-choose-several = You may choose more than one
form-send = Send my feedback
form-send-more = Send this too
form-save = Save my changes
form-editing = Here is your answer. Change what you like, then save it.
form-more = Would you like to tell us a little more?

form-problems = { $n ->
    [one] Please look at one thing
   *[other] Please look at { $n } things
}
form-problem-score-missing = Please choose a score first.
form-problem-score-unknown = Please choose one of the scores shown.
form-problem-choice-unknown = Please choose from the answers shown.
form-problem-too-long = Please keep it to { $max } characters.
form-problem-unreadable = Some characters did not arrive well. Please type this again.
form-wait = You have changed this answer several times just now. What you typed is still here. Please wait { $seconds ->
    [one] a second
   *[other] { $seconds } seconds
}, then save it again.

## After sending

thanks-title = Thank you
thanks-next-detractor = The people at { $shop } read every answer and use it to put things right.
thanks-next-passive = The people at { $shop } read every answer and use it to do better.
thanks-next-promoter = The people at { $shop } read every answer. Yours will make them happy.
thanks-change = Change my answer
thanks-close = You may close this page now.
thanks-changed = Your changes are saved.

## Notices

notice-closed-title = This form is closed
notice-closed-text = The time for answering has passed. Thank you for coming by; { $shop } is glad to hear from you directly.
notice-sealed-title = Your answer is with us
notice-sealed-text = It can no longer be changed. Thank you for taking the time.
notice-missing-title = We cannot find this page
notice-missing-text = Perhaps the address was cut short. Please open the link in your mail again, or type the code from your card.
notice-missing-code = Type the code
notice-tries-title = One moment, please
notice-tries-text = There were many tries from your network. Please wait a few minutes and try again.
notice-busy-title = We are busy just now
notice-busy-text = Your answer has not been saved yet. Please try again in a moment; it will not be counted twice.
notice-large-title = That was a little too much
notice-large-text = Please go back and shorten your text.
notice-cut-title = Not everything arrived
notice-cut-text = The connection was too slow, or broke off. Nothing was saved; please go back and send it again.
notice-broken-title = Something went wrong on our side
notice-broken-text = We are sorry. Please try again in a little while.

## The code of a card

code-title = Type the code from your card
code-hint = 12 letters and numbers under the square. Hyphens and capitals do not matter.
code-label = Code
code-open = Open the form
code-problem = We do not know this code. Please compare it with your card, letter by letter.

## Unsubscribing

unsubscribe-choices-title = How often may we write to you?
unsubscribe-choices-text = { $shop } writes to { $address } after an order, to ask how it went.
unsubscribe-less = Write less often
unsubscribe-less-hint = One mail in six months at most, and no reminders.
unsubscribe-never = Do not write again
unsubscribe-never-hint = No mail of this kind any more, from today.
unsubscribe-before = I changed my mind
unsubscribe-less-title = We will write less often
unsubscribe-less-text = { $address } gets one mail from { $shop } in six months at most, and no reminders. You may close this page.
unsubscribe-never-title = We will not write again
unsubscribe-never-text = { $shop } will not write to { $address } any more to ask for feedback. You may close this page.
unsubscribe-before-title = All is as before
unsubscribe-before-text = { $shop } may write to { $address } again after an order. You may close this page.

## Follow-ups with well-known keys

follow-up-reason-label = What was it mostly about?
follow-up-reason-speed = Speed
follow-up-reason-courtesy = How you were treated
follow-up-reason-product = The product
