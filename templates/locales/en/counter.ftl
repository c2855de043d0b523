# The staff's pages: the frame, the cards, who may sign in.

notice-owners-title = This page is the owner's
notice-owners-text = You are signed in and may print cards. For anything else, please ask the owner.
notice-owners-cards = To the cards
notice-stale-title = Please press once more
notice-stale-text = Nothing was changed: we could not tell that this came from your own page. Please go back, load the page again, and press once more.
notice-stale-home = To the start

notice-no-password-title = A password is needed here
notice-no-password-text = This page shows people, and you have not chosen a password yet. Please ask whoever runs the server for a new link: afterword user reset

notice-unreadable-title = Something cannot be read
notice-unreadable-text = The field “{ $field }” holds something that cannot be read. Nothing was changed. Please go back and put it right.
notice-unreadable-line = It takes one line of text, { $max } characters at most.
notice-unreadable-lines = It takes text.
notice-unreadable-number = It takes a number.
notice-unreadable-day = It takes a day such as 2026-11-20, from the year 1900 to 2200.

staff-skip = To the content
staff-nav = Pages
staff-address-machine = Nobody but this server can open the address that cards, mails and messages lead to. Nothing is printed or sent until server.public_url is set in the configuration.
staff-address-network = The address that cards, mails and messages lead to can be opened in this network only. Cards can be printed; mails and messages wait until server.public_url is set in the configuration.
staff-filed = { $n ->
    [one] One email is
   *[other] { $n } emails are
 } waiting for a mail server: nobody has received them yet. Whoever runs the server sends them with “afterword deliveries release --all”.
staff-filed-look = Look at them
waiting-title = Emails waiting for a mail server
waiting-hint = They were written to files while there was no mail server. Each was looked at again just now: customers who have answered, were asked lately or want no email are left out.
waiting-no-server = There is no mail server yet. Whoever runs the server sets mail.smtp_url and mail.transport = “smtp” in the configuration.
waiting-address = Address
waiting-order = Order
waiting-due = Was due
waiting-outcome = What happens
waiting-goes = Will be sent
waiting-send = { $n ->
    [one] Send one email
   *[other] Send { $n } emails
 }
waiting-hopeless = None of them may still go out.
waiting-clear = Clear the list
waiting-done = { $sent ->
    [0] No email is on its way
    [one] One email is on its way
   *[other] { $sent } emails are on their way
 }, { $skipped } left out.
waiting-more = And { $n } more.
waiting-none = No emails are waiting.
staff-nav-cards = Cards
staff-nav-users = People
staff-nav-dashboard = Dashboard
staff-languages = Language
staff-signed-in = Signed in as { $name }
staff-password = Change password
staff-sign-out = Sign out
staff-sign-out-everywhere = Sign out on all devices
staff-today = today
staff-command-line = the server

cards-title = Thank-you cards
cards-filter = Which orders
cards-days = Orders
cards-days-hand = Today's and open ones
cards-days-dates = Of these days
cards-from = From
cards-until = Until
cards-location = Branch
cards-location-all = All branches
cards-also-printed = Also those with a card
cards-show = Show
cards-orders = { $n ->
    [0] No order to print for
    [one] { $n } order to print for
   *[other] { $n } orders to print for
}
cards-column-choose = Choose
cards-column-order = Order
cards-column-customer = Customer
cards-column-placed = Placed
cards-column-location = Branch
cards-column-language = Language
cards-column-state = Card
cards-choose = Order { $order }
cards-choose-all = Choose all
cards-choose-none = Choose none
cards-state-new = not printed yet
cards-state-printed = batch { $batch }
cards-reason-cancelled = order cancelled
cards-reason-answered = has answered
cards-reason-too-old = too long ago
cards-reason-inactive = survey is off
cards-reason-printed = just printed
cards-more-orders = There are more orders. Choose fewer days or a branch to see the rest.
cards-look = How they look
cards-print = Print the chosen ones
cards-preview = Look first
cards-print-hint = Each card has its own code. Orders printed once are not shown again.
cards-preview-alt = The first page as it will be printed
cards-preview-caption = The first page. The codes shown here open nothing; the printed ones do.
cards-empty = No orders today, and none open.
cards-empty-hint = Orders appear here as soon as they are brought in. Choose other days above, or print blank cards.
cards-empty-done = All of today's orders have their card.
cards-empty-done-hint = To print one again, open its batch below.
cards-empty-days = No order of these days waits for a card.
cards-empty-days-hint = Choose other days, or show those with a card too.
cards-blank = Blank cards for walk-ins
cards-batches = Printed before
cards-all-batches = All batches
cards-problem-none = Please choose at least one order.
cards-problem-gone = These orders have their card already, were answered or cancelled. The list below is up to date.
cards-problem-refused = This cannot be printed. Nothing was recorded.

look-design = Design
look-design-plain = Plain
look-design-warm = Warm
look-design-formal = Formal
look-design-tet = Festive (Tết)
look-design-large = Large type
look-sheet = Paper
look-language = Language
look-language-own = Each customer's own
look-survey = Survey
look-start-at = First label
look-more = Message, printer and more
look-note = Under the name
look-note-thanks = Thanks, or your message
look-note-lines = Lines to write on
look-note-empty = Nothing
look-orientation = Direction
look-orientation-own = As the paper lies
look-orientation-landscape = Landscape
look-orientation-portrait = Portrait
look-message = Your message
look-voucher = Voucher line
look-nudge-x = Move right, mm
look-nudge-y = Move down, mm
look-backs = Print backs too

batch-name = Batch { $batch }
batch-about = { $n ->
    [one] { $n } card
   *[other] { $n } cards
}, { $day } { $time }, { $who }, { $sheet }
batch-about-blank = { $n ->
    [one] { $n } blank card
   *[other] { $n } blank cards
}, { $day } { $time }, { $who }, { $sheet }
batch-about-unfinished = { $n ->
    [one] { $n } card
   *[other] { $n } cards
}, { $day } { $time }, { $who }: the file has not been opened yet
batch-first = { $n ->
    [one] Open the file with { $n } card
   *[other] Open the file with { $n } cards
}
batch-again = { $n ->
    [one] Print { $n } card again
   *[other] Print { $n } cards again
}
batch-print-hint = Print at 100 %, without “fit to page”. The codes stay the same however often you print.
batch-picture-caption = The first page.
batch-nothing-left = Nothing is left to print: all of these were answered, or their orders cancelled.
batch-left-out = Not printed:
batch-left-out-line = Order { $order }: { $reason }
batch-cards = Its cards
batch-column-number = No.
batch-choose = Card { $number }
batch-state-open = no answer yet
batch-state-blank = blank
batch-print-chosen = Print the chosen ones again
batch-problem-none = Please choose at least one card.
batches-title = Printed cards
batches-older = Older ones
batches-none = Nothing has been printed yet.

blank-title = Blank cards
blank-print-title = Print blank cards
blank-print-text = For customers at the counter, and for parcels whose order is not in the system yet. Each card has a code that takes one answer.
blank-count = How many
blank-print = Print blank cards
blank-problem-count = Please print 1 to 500 cards at a time.
attach-title = Attach a card to an order
attach-text = The card's code then opens the form of that order. Whichever way the customer answers, it counts once.
attach-code = Code on the card
attach-order = Order number
attach-button = Attach
attach-done = The card now belongs to order { $order }. { $name }
attach-done-answered = The card now belongs to order { $order }; its answer counts for it. { $name }
attach-problem = The card could not be attached.

users-title = Who may sign in
users-hint = People are added and removed on the server: afterword user add NAME
users-problem = Nobody was signed out.
users-name = Name
users-role = Role
users-role-owner = Owner
users-role-staff = Staff
users-devices = Signed in
users-devices-n = { $n ->
    [0] nowhere
    [one] on { $n } device
   *[other] on { $n } devices
}
users-sign-out = Sign out
users-sign-out-one = Sign { $name } out
users-signed-out = { $name } is signed out on all devices.
users-log = What was done
users-log-empty = Nothing yet. Prints and changes of people appear here.
log-cards-print = Batch { $batch } recorded, { $cards } cards
log-cards-file = Batch { $batch } printed, { $cards } cards
log-cards-reprint = Batch { $batch } printed again, { $cards } cards
log-cards-blank = Batch { $batch } recorded, { $cards } blank cards
log-cards-attach = Card attached to order { $order }
log-user-add = { $name } was added
log-user-reset = { $name } got a new link to sign in
log-user-sign-out = { $name } was signed out on all devices
log-user-remove = { $name } was removed
log-user-sign-in = { $name } signed in
log-user-link = { $name } signed in by a link
log-user-password = { $name } changed their password
log-user-failed = { $tries ->
    [one] One failed sign-in as { $name }
   *[other] { $tries } failed sign-ins as { $name }
}
log-user-failed-nobody = { $tries ->
    [one] One failed sign-in under a name that nobody has
   *[other] { $tries } failed sign-ins under names that nobody has
}
log-user-failed-from = from network { $source }
log-user-failed-many = from many networks
log-export-links = { $links ->
    [one] { $links } message exported
   *[other] { $links } messages exported
}
log-deliveries-release = Emails that waited for a mail server were sent: { $released }, left out: { $skipped }
log-survey-apply = Survey { $survey } was changed
log-mail-keys = The keys that sign email were changed
