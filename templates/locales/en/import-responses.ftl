# Old answers: why rows were refused, and what became of the rest.
import-refused-no-score = the score is missing
import-refused-score = “{ $value }” is no score of this survey, whose scale goes from { $least } to { $most }
import-refused-comment = the comment is longer than { $limit } characters
import-refused-future = “{ $value }” (column “{ $column }”) is still to come
import-refused-no-survey = the row does not say which survey it answers; name one with --survey
import-refused-unknown-survey = there is no survey “{ $value }”; `afterword survey list` shows those that there are
import-refused-other-kind = this answers Delighted's “{ $found }”, which is a survey of kind { $kind } here; “{ $survey }” is of kind { $own }: name another with --survey
import-refused-no-kind = this answers Delighted's “{ $found }”, whose scale from { $least } to { $most } no kind of survey here has
import-refused-repeated = row { $row } has the same id and says something else
import-refused-json = this cannot be read as JSON
import-refused-no-object = this is no answer but a single value

import-responses-dimensions = Counted apart: { $names }
import-responses-properties = Kept with the answers: { $names } (--map dimension.NAME=COLUMN counts a column apart)
import-responses-left-out = Not read, since it says who somebody is: { $names }
import-responses-untold = … and { $count ->
    [one] 1 more row was refused.
   *[other] { $count } more rows were refused.
  }
import-responses-repeated = { $count ->
    [one] 1 answer stood in the file twice, word for word; it counts once.
   *[other] { $count } answers stood in the file again, word for word; they count once.
  }
import-responses-without-id = { $count ->
    [one] 1 answer has no id: it is known by what its row says, and a row that is changed later is another answer.
   *[other] { $count } answers have no id: they are known by what their rows say, and a row that is changed later is another answer.
  }
import-responses-summary = { $responses } answers read: { $created } new, { $updated } changed, { $unchanged } unchanged. { $refused ->
    [0] Nothing was refused.
    [one] 1 row was refused, see above.
   *[other] { $refused } rows were refused, see above.
  }
import-responses-next = The dashboard shows them at its next publication: within a minute if `afterword serve` runs, else after `afterword run fold` and `afterword run publish`.
