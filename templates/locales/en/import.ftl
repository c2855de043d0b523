# Why rows of an order file were refused, and what was left out of those that were taken.
import-refused = line { $line }: { $reason }
import-refused-cells = the row has { $found } cells, the header has { $expected }
import-refused-empty-id = the order has no id
import-refused-mangled-id = a spreadsheet shortened the id to “{ $value }”; export the file again and do not save it from the spreadsheet
import-refused-quote = a quotation mark is not closed, or text follows a closed one
import-refused-bytes = the row holds bytes that are not text
import-refused-too-long = a cell is longer than 64 KB
import-refused-too-large = the order has more than { $rows } rows, or more than 1 MB of products
import-refused-no-date = the date is missing in column “{ $column }”
import-refused-impossible-date = there is no such date as “{ $value }” (column “{ $column }”)
import-refused-unread-date = “{ $value }” cannot be read as a date (column “{ $column }”); write day/month/year or year-month-day, the year in full
import-refused-incomplete = row { $row } stands among this order's rows and was refused, so the whole order is
import-refused-unreadable = the file cannot be read further: { $message }
import-note-malformed-email =
    { $count ->
        [one] { $count } customer was kept without a malformed e-mail address
       *[other] { $count } customers were kept without a malformed e-mail address
    }
import-note-invented-email =
    { $count ->
        [one] { $count } customer was kept without an e-mail address that the shop system made up
       *[other] { $count } customers were kept without an e-mail address that the shop system made up
    }
import-note-unread-phone =
    { $count ->
        [one] { $count } customer was kept without a phone number that cannot be read
       *[other] { $count } customers were kept without a phone number that cannot be read
    }
import-note-unknown-time-zone =
    { $count ->
        [one] { $count } customer was kept without a time zone; write it as in “Asia/Bangkok”
       *[other] { $count } customers were kept without a time zone; write it as in “Asia/Bangkok”
    }

import-summary = { $orders } orders read: { $created } new, { $updated } updated, { $unchanged } unchanged. { $customers } new customers. { $refused ->
    [0] Nothing was refused.
    [one] 1 row was refused, see above.
   *[other] { $refused } rows were refused, see above.
  }
import-mails = { $count ->
    [0] This import causes no mail.
    [one] This import causes 1 mail.
   *[other] This import causes { $count } mails.
  }
import-dry-run = This was a dry run: nothing was stored.
