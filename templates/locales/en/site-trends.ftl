# The overview and the pages of a survey: changes, trends, charts.

site-change-before = Against the month before ({ $month })
site-change-year = Against the same month a year before ({ $month })
site-change-to = to
site-change-up = up
site-change-down = down
site-change-noise = within noise

site-attention = Worth a look
site-attention-none = Nothing needs your attention.
site-attention-fell = { $month } was clearly below { $than }: { $before } → { $now }.
site-attention-fell-year = { $month } was clearly below the same month a year before: { $before } → { $now }.
site-attention-below = { $member } is clearly below the rest: { $score }, from { $n } answers.
site-attention-bounced = { $n } of { $sent } mails came back in the last two months. Are the addresses right?
site-attention-refused = { $n } of { $sent } mails were refused in the last two months. “afterword doctor” tells why.
site-attention-gave-up = { $n } mails could not be delivered in the last two months: the mail server could not be reached.
site-attention-uncertain = { $n } mails may not have arrived; they are not sent again by themselves.

site-views = Score over time
site-view-d1 = Day
site-view-d7 = 7 days
site-view-d30 = 30 days
site-view-d90 = 90 days
site-view-weeks = Week
site-view-months = Month
site-view-quarters = Quarter
site-period-d = Day
site-period-weeks = Week from
site-period-months = Month
site-period-quarters = Quarter
site-quarter = Q{ $quarter } { $year }
site-by-day = { $name } day by day, with its 95% interval.
site-by-window = { $name } of the last { $days } days, moved on day by day. The table lists windows end to end, by their last day; only such windows are compared.
site-by-quarter = { $name } by quarter, with its 95% interval. The larger the point, the more answers.
site-window = { $now } in the last { $days } days
site-window-few = Too few answers in the last { $days } days
site-window-up = Up: { $now } in the last { $days } days, { $before } in the { $days } before
site-window-down = Down: { $now } in the last { $days } days, { $before } in the { $days } before
site-window-noise = { $now } in the last { $days } days, { $before } in the { $days } before: within noise
site-window-year = A year ago: { $before }, { $verdict }

site-control-calm = No week stands out: the score moves within its usual range
site-control-low-since = Since the week of { $from } the score is lower than chance explains
site-control-high-since = Since the week of { $from } the score is higher than chance explains
site-control-low = From the week of { $from } to that of { $to } the score was lower than chance explains
site-control-high = From the week of { $from } to that of { $to } the score was higher than chance explains
site-control-low-once = In the week of { $from } the score was lower than chance explains
site-control-high-once = In the week of { $from } the score was higher than chance explains
site-control-earlier = Earlier signals:
site-control-measure = { $name } by week, smoothed: each week counts a fifth, those before it the rest. The band is where it stays if nothing changes, around the usual level of { $centre }.
site-control-desc = The line is the smoothed score, the band its control limits, the dashed line the usual level; diamonds lie outside the limits. The values stand in the table below.
site-control-smoothed = Smoothed
site-control-low-limit = Lower limit
site-control-high-limit = Upper limit

site-shares = { $month }: { $happy } happy, { $unhappy } not
site-shares-measure = Share of each group by month. Months with too few answers are left out.
site-shares-desc = One column for each month, happy answers at the bottom, unhappy ones on top. The values stand in the table below.

site-heat = Most answers come on { $day } between { $from }:00 and { $to }:00
site-heat-measure = Answers by weekday and hour. The darker, the more.
site-heat-desc = One row for each weekday, one column for each hour. The values stand in the table below.
site-hour = { $hour }:00
site-hours = Hour
site-weekday-1 = Monday
site-weekday-2 = Tuesday
site-weekday-3 = Wednesday
site-weekday-4 = Thursday
site-weekday-5 = Friday
site-weekday-6 = Saturday
site-weekday-7 = Sunday
site-day-1 = Mon
site-day-2 = Tue
site-day-3 = Wed
site-day-4 = Thu
site-day-5 = Fri
site-day-6 = Sat
site-day-7 = Sun

site-waits = Time from being asked to answering
site-wait-5m = up to 5 minutes
site-wait-1h = up to 1 hour
site-wait-6h = up to 6 hours
site-wait-1d = up to 1 day
site-wait-3d = up to 3 days
site-wait-1w = up to 1 week
site-wait-2w = up to 2 weeks
site-wait-more = longer
site-half-5m = Half of the answers come within 5 minutes
site-half-1h = Half of the answers come within an hour
site-half-6h = Half of the answers come within 6 hours
site-half-1d = Half of the answers come within a day
site-half-3d = Half of the answers come within 3 days
site-half-1w = Half of the answers come within a week
site-half-2w = Half of the answers come within 2 weeks
site-half-more = Half of the answers take longer than 2 weeks

site-reason-bounced = Mail came back

## The method page

site-method-lead = Every number on these pages is worked out as described here, from counts of answers alone.
site-method-head-points = Score and interval: NPS
site-method-head-percent = Score and interval: shares
site-method-head-mean = Score and interval: ease
site-method-head-change = Up, down, within noise
site-method-head-control = Control chart
site-method-head-counts = What is counted
site-method-head-from = From { $n } answers
site-example = Example:
site-example-points = 10 unhappy, 20 in between and 70 happy answers give 100 × (70 − 10) / 100 = { $score }; variance of one answer { $variance }; interval { $low } to { $high }.
site-example-percent = 81 of 263 answers in the upper boxes give { $score }%; interval { $low } to { $high }%.
site-example-mean = The answers 4, 5, 5, 6 and 7 give the mean { $score }; interval { $low } to { $high }.
site-formula-change = z = (later − earlier) / √(e₁² + e₂²)
site-method-change-detail = e₁ and e₂ are the standard errors of the two periods. To NPS the same answers are added as for its interval; to a share one answer on either side (Agresti and Caffo, The American Statistician, 2000); a mean is taken as it is, with the limit of Student’s t. Beyond the limit, ±1.96, the score has moved.
site-example-change = 30, 30 and 40 answers (unhappy, in between, happy) before and 10, 20 and 70 after give z = { $z }: clearly up.
site-method-windows = The last 7, 30 or 90 days are drawn anew for each day. Such windows share answers, so the line is smoother than the answers are; only windows that share no day are compared, the last with the one before it and with that of a year ago.
site-method-control = An exponentially weighted mean of the weeks (EWMA) finds small, lasting shifts that no single week shows. The usual level μ is the score of all answers of the weeks drawn, at most 53. Weeks with too few answers are added to the next.
site-formula-control = zₜ = λxₜ + (1 − λ)zₜ₋₁ · limits μ ± 3√vₜ · vₜ = λ²σₜ² + (1 − λ)²vₜ₋₁ · λ = 0.2
site-method-control-detail = xₜ is the week’s score, σₜ its standard error were nothing to change: √(variance of one answer / n). The limits are those of NIST/SEMATECH e-Handbook 6.3.2.4, for weeks with different numbers of answers. By chance alone, a week lies outside about once in ten years.
site-example-control = Usual level 50, σ = 2, scores 52, 47 and 53: smoothed { $smoothed }; limits in the third week { $low } to { $high }: no signal.
site-method-rate = The response rate is the share of invitations that were answered. An answer counts on the day it came in, an order and its invitation on theirs.
site-method-days = Days begin at midnight in { $zone }. The last full month is compared; a period that still runs is a hollow point.
site-survey = Survey
site-first-month = Since
