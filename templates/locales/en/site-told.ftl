# The pages that tell in words: comments, months, the digest.

site-told-comments = Comments
site-told-note = The newest { $shown } comments; words are counted in the newest { $counted }.
site-told-voices = Happy customers write { $happy }; unhappy ones { $unhappy }
site-told-voices-happy = Happy customers write { $happy }
site-told-voices-unhappy = Unhappy customers write { $unhappy }
site-told-voices-none = What customers write
site-told-comments-of = { $n } comments
site-told-words = Words, by the number of comments they stand in
site-told-pairs = Words that go together
site-told-word = Word
site-told-by-group = By score
site-told-all = All
site-told-find = Find words
site-told-found = # comments found
site-told-sheets = More comments
site-told-masked = Names, mail addresses and phone numbers are hidden. A word is listed from three comments on.

## Months

site-told-months = Months
site-told-feed = { $shop }: customers’ scores by month
site-told-feed-link = Feed of months (Atom)
site-told-report = Report for { $month }
site-told-open = still running
site-told-open-long = The month still runs; these figures may move.
site-told-mark-up = up
site-told-mark-down = down
site-told-against-up = this month is clearly higher
site-told-against-down = this month is clearly lower
site-told-against-noise = no clear difference
site-told-segments = Who stands out
site-told-segments-measure = { $name } of the month, with its 95% interval
site-told-of-month = What customers write
site-told-print = This page prints on A4.
site-told-nothing = Nobody answered in { $month }.
site-told-few = In { $month } there were { $n } answers, too few to say anything ({ $min } are needed).
site-told-score = { $name } was { $score } ({ $interval }) in { $month }, from { $n } answers.
site-told-score-up = Customers were happier in { $month } than the month before: { $name } went from { $before } to { $score } ({ $interval }), from { $n } answers — clearly up.
site-told-score-down = Customers were less happy in { $month } than the month before: { $name } went from { $before } to { $score } ({ $interval }), from { $n } answers — clearly down.
site-told-score-noise = { $name } was { $score } ({ $interval }) in { $month }, from { $n } answers; after { $before } the month before, that is within the usual fluctuation.
site-told-year-up = That is clearly more than a year ago ({ $score } in { $month }).
site-told-year-down = That is clearly less than a year ago ({ $score } in { $month }).
site-told-year-noise = That is about what it was a year ago ({ $score } in { $month }).
site-told-shares = { $happy } of the customers are happy, { $unhappy } are not.
site-told-below = { $member } is clearly below the rest: { $score }, from { $n } answers.
site-told-above = { $member } is clearly above the rest: { $score }, from { $n } answers.
site-told-not-sent = { $all } orders could not be asked about; most often: { $reason } ({ $n }).

## Data

site-told-data = Data
site-told-data-title = The figures as files
site-told-data-intro = All that is shown here, for spreadsheets (CSV) and programs (JSON). Scores of fewer than { $n } answers are left empty.
site-told-data-what = What is in each file
site-told-data-file = File
site-told-data-holds = Holds
site-told-data-columns = Columns
site-told-data-json = All of it, as its schema describes
site-told-data-months = The score by month, with its 95% interval
site-told-data-weeks = The same by week (ISO 8601), two years back
site-told-data-quarters = The same by quarter
site-told-data-windows = The score of the last 1, 7, 30 and 90 days, up to each day drawn
site-told-data-distribution = How often each score was given
site-told-data-segments = The score by location, channel, language and so on; all that are not listed in a line without a name
site-told-data-hours = How many answered by weekday (1 is Monday) and hour
site-told-data-waits = How long after being asked people answered
site-told-data-follow_ups = Answers to the questions that follow, by group
site-told-data-drivers = What goes with a high score, as odds ratios
site-told-data-funnel = From orders to answers
site-told-data-reasons = Why something was not sent
site-told-data-safe = A word that a spreadsheet would take for a formula begins with an apostrophe.

## Digest

site-told-week = the week from { $day }
site-told-digest-subject = { $shop }: how customers felt in { $when }
site-told-digest-title = How customers felt in { $when }
site-told-picture-month = Chart: { $name } by month, from { $from } ({ $since }) to { $to } ({ $until }).
site-told-picture-week = Chart: { $name } by week, from { $from } (week from { $since }) to { $to } (week from { $until }).
site-told-week-up = Customers were happier in { $month } than the week before: { $name } went from { $before } to { $score } ({ $interval }), from { $n } answers — clearly up.
site-told-week-down = Customers were less happy in { $month } than the week before: { $name } went from { $before } to { $score } ({ $interval }), from { $n } answers — clearly down.
site-told-week-noise = { $name } was { $score } ({ $interval }) in { $month }, from { $n } answers; after { $before } the week before, that is within the usual fluctuation.
mail-digest-open = See the whole report
mail-digest-why = You get this mail because your address stands in the digest settings of Afterword.
