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
