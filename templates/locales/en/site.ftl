# The published site: the owner's two minutes.

site-title = How { $shop }’s customers feel
site-skip = Skip to the figures
site-languages = Languages
site-back = All surveys
site-nav = Pages
site-tabs = Pages of this survey
site-method-page = Method
site-summary = Summary
site-no-surveys = There is no survey yet. Figures will appear here with the first answers.
site-built = As of { $day }, { $time }.

## Names

site-name-nps = NPS
site-name-csat = Satisfaction
site-name-ces = Ease
site-name-stars = Share of 4–5 stars
site-name-smileys = Share of happy faces
site-name-thumbs = Share of thumbs up
site-name = Name
site-score = Score
site-answers = Answers
site-rate = Response rate
site-count = Count
site-share = Share
site-interval-head = 95% interval
site-interval-label = { $interval } (95% interval)
site-interval = { $low } to { $high }
site-from-answers = from { $n } answers
site-all-answers = All answers
site-month = Month
site-week = Week from
site-values = Show the values
site-short-month =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }

## Findings

site-finding-none = No answers yet.
site-finding-few = Not enough answers to say anything yet: { $n } so far, at least { $min } are needed.
site-finding-all = { $name } is { $score } ({ $interval }), from { $n } answers.
site-finding-up = Customers are happier than the month before: { $name } { $score } ({ $interval }) in { $month }, from { $n } answers — clearly up.
site-finding-down = Customers are less happy than the month before: { $name } { $score } ({ $interval }) in { $month }, from { $n } answers — clearly down.
site-finding-noise = { $name } was { $score } ({ $interval }) in { $month }, from { $n } answers — within the usual fluctuation.
site-swing-none = Not enough answers for a trend yet
site-swing-up = Up from { $from } ({ $since }) to { $to } ({ $until })
site-swing-down = Down from { $from } ({ $since }) to { $to } ({ $until })
site-swing-noise = Between { $from } and { $to }, with no clear change
site-distribution = { $happy } are happy, { $unhappy } are not
site-funnel = { $rate } of those asked have answered: { $answered } of { $invited }
site-dimension-below = { $member } is clearly below the rest
site-dimension-alike = No { $dimension } is clearly below the rest
site-above = clearly above the rest
site-below = clearly below the rest
site-hidden = { $n } with too few answers are not shown.

## Charts

site-by-month = { $name } by month, with its 95% interval. The larger the point, the more answers.
site-by-week = { $name } by week.
site-by-dimension = { $name } by { $dimension }, with its 95% interval
site-gauge-caption = Score with its 95% interval, on the whole scale
site-cut = The axis shows { $from } to { $to } of the scale.
site-trend-desc = The line is the score, the band its 95% interval; gaps are periods with too few answers. The values stand in the table below.
site-distribution-measure = Share of all answers
site-counts = Answers by score
site-counts-desc = One column for each score; the values stand in the table below.
site-group-detractor = Unhappy
site-group-passive = In between
site-group-promoter = Happy
site-score-thumbs-0 = Down
site-score-thumbs-1 = Up

## Funnel

site-funnel-measure = From orders to answers
site-funnel-orders = Orders
site-funnel-invited = Invited
site-funnel-sent = Sent
site-funnel-answered = Answered
site-reasons = Why some were not asked
site-reason = Reason
site-reason-too-old = Order too long ago
site-reason-cancelled = Order cancelled
site-reason-answered = Answered already
site-reason-suppressed = Asked for no more mail
site-reason-no-address = No usable address
site-reason-no-consent = No consent
site-reason-quiet-period = Asked recently
site-reason-sampled-out = Not in the sample
site-reason-expired = Time to answer is over
site-reason-inactive = Survey switched off
site-reason-refused = Refused by the mail server
site-reason-gave-up = Mail server could not be reached
site-reason-uncertain = May not have arrived

## Dimensions

site-dimension-location = location
site-dimension-channel = channel
site-dimension-language = language
site-channel-mail = Mail
site-channel-reminder = Reminder
site-channel-card = Card
site-channel-link = Link
site-channel-touchpoint = QR code in the shop
site-language-en = English
site-language-vi = Vietnamese
site-language-th = Thai

## Comments

site-comments = Newest comments

## Method

site-method = How this is worked out
site-method-points = NPS is the share of promoters (9–10) less the share of detractors (0–6), in points from −100 to 100.
site-formula-points = NPS = 100 × (P − D) / n
site-method-interval-points = 95% interval: adjusted Wald. ¾, 1½ and ¾ answers are added to detractors, passives and promoters; then score ± 1.96 × √(variance / n) (Rocks, The American Statistician, 2016).
site-method-percent = The score is the share of answers in the upper boxes: 4 and 5 of five, or thumbs up.
site-formula-percent = 100 × upper boxes / n
site-method-interval-percent = 95% interval: Wilson’s score interval (Newcombe, Statistics in Medicine, 1998).
site-method-mean = The score is the mean of the answers on the scale from 1 to 7.
site-formula-mean = sum of the answers / n
site-method-interval-mean = 95% interval: as if one answer more had come, spread evenly over the seven steps, since a rare low answer may just not have come yet (Perks, 1947; Berger, Bernardo and Sun, Bayesian Analysis, 2015): m ± t × √(v / (n + 2)), with m and v the mean and variance of the n + 1 answers and t Student’s with n − 1 degrees of freedom.
site-method-change = Up and down are said only where two months, or a group and all others, differ by more than chance would explain (two-sample z test, 5%). What was picked for standing out, the ends of a trend or a group among many, is held to a stricter measure (z above 3.29).
site-method-hidden = Scores of fewer than { $n } answers are not shown. Where only one group would be hidden, another is hidden with it, so that nobody can work it out from the whole.
