# The default texts of surveys: what stands on form and mail where the shop has not written its own.

## The question, by kind

survey-question-nps = How likely are you to recommend { $shop } to a friend?
survey-question-csat = How satisfied are you with { $shop } this time?
survey-question-ces = Do you agree? “{ $shop } made it easy for me to get what I wanted.”
survey-question-stars = How many stars would you give { $shop }?
survey-question-smileys = How was your experience with { $shop }?
survey-question-thumbs = Were you happy with { $shop }?

## The ends of the scale

survey-low-nps = Not at all likely
survey-low-csat = Very dissatisfied
survey-low-ces = Strongly disagree
survey-low-stars = Poor
survey-low-smileys = Very unhappy
survey-low-thumbs = No
survey-high-nps = Extremely likely
survey-high-csat = Very satisfied
survey-high-ces = Strongly agree
survey-high-stars = Excellent
survey-high-smileys = Very happy
survey-high-thumbs = Yes
survey-scale-low = Poor
survey-scale-high = Excellent

## The label of the comment, by group; `any` before there is a score

survey-comment-any = Anything you would like to tell us?
survey-comment-detractor = What went wrong, and how can we put it right?
survey-comment-passive = What could we do better?
survey-comment-promoter = What did you like most?

## The thanks after an answer, by group

survey-thanks-detractor = Thank you for telling us. We are sorry it was not as good as it should be.
survey-thanks-passive = Thank you. This helps us do better.
survey-thanks-promoter = Thank you! You have made our day.

## The subject of the mail, by kind

survey-subject-nps = One question about { $shop }
survey-subject-csat = One question about your visit to { $shop }
survey-subject-ces = Was it easy? One question from { $shop }
survey-subject-stars = How many stars for { $shop }?
survey-subject-smileys = How was it? One question from { $shop }
survey-subject-thumbs = Yes or no? One question from { $shop }
