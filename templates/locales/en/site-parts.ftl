# Segments, drivers, and what was answered to the follow-ups.

## Segments

site-tab-location = Locations
site-tab-channel = Channels
site-tab-language = Languages
site-tab-product = Products
site-tab-staff = Staff
site-tab-tier = Customer tiers
site-tab-tags = Tags
site-dimension-product = product
site-dimension-staff = member of staff
site-dimension-tier = customer tier
site-dimension-tags = tag
site-dimension-both = { $above } is clearly above the rest, { $below } clearly below
site-dimension-above = { $member } is clearly above the rest
site-multiples = thin line: the score by month, over the last { $n } months, on the same scale in every row; dashed: all answers
site-tail = The other { $n }, together
site-several = An answer that is about several counts for each of them.
site-more = See all, by { $dimension }
site-back-to = All, by { $dimension }
site-member-above = { $member }: { $name } { $score } ({ $interval }) — clearly above all others ({ $rest })
site-member-below = { $member }: { $name } { $score } ({ $interval }) — clearly below all others ({ $rest })
site-member-alike = { $member }: { $name } { $score } ({ $interval }) — no clear difference from all others ({ $rest })
site-member-alone = { $member }: { $name } { $score } ({ $interval })
site-all-others = All others
site-rate-counts = { $answered } of { $invited } invited

## Drivers

site-drivers = Drivers
site-answer = Answer
site-odds = Odds ratio
site-outcome-nps = would recommend (9–10)
site-outcome-csat = are satisfied (4–5)
site-outcome-ces = find it easy (5–7)
site-outcome-stars = give 4 or 5 stars
site-outcome-smileys = are happy (4–5)
site-outcome-thumbs = give a thumbs up
site-said-upper = 4 or 5 of 5
site-drivers-few = Too few answers yet to say what goes with a high score
site-drivers-none = No answer goes clearly with a high or a low score
site-driver-said = Of those who said “{ $answer }”, { $with } { $outcome }; of the others, { $without }.
site-driver-upper = Of those who gave “{ $question }” 4 or 5 of 5, { $with } { $outcome }; of the others, { $without }.
site-driver-odds = Their odds are { $ratio } times those of the others, between { $low } and { $high }.
site-driver-shares = { $with } against { $without } of the others
site-driver-refused = “{ $question }”: { $n } answers. At least { $fewest } are needed on each side: who said so and who did not, with a high score and without.
site-times = { $ratio } ×
site-odds-caption = How the odds that customers { $outcome } change with what they said, with the 95% interval. Right of 1: more often; left of 1: less often; grey: it may be chance.
site-drivers-clear = What stands out
site-drivers-refused = What cannot be said yet
site-drivers-how = How to read this
site-drivers-odds = Odds are how many customers with a high score come with each one without. Three times the odds is not three times as many customers: where half of the others give a high score (1 to 1), three times the odds is three quarters (3 to 1).
site-drivers-cause = What goes together need not be cause and effect. Take it as a hint where to look and what to try; then see whether the score follows. Only questions that everybody is asked are compared.
site-formula-odds = odds ratio = (a / b) ÷ (c / d)
site-method-odds = a and b said so, with and without a high score; c and d did not. 95% interval: exp(ln OR ± 1.96 × √(1/a + 1/b + 1/c + 1/d)) (Woolf, 1955). Where one of the four is 0, ½ is added to each (Haldane, 1956; Anscombe, 1956). Clear is only what lies more than 3.29 standard errors from 1, since many answers are tried.
site-method-odds-few = With fewer than { $n } customers at an edge of the table nothing is said.

## Follow-ups by group

site-follow-up-detractor = The unhappy say “{ $answer }” most: { $share }
site-follow-up-passive = Those in between say “{ $answer }” most: { $share }
site-follow-up-promoter = The happy say “{ $answer }” most: { $share }
