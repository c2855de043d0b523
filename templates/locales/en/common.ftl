# Words that every surface shares.

language-name = English
error-title = Something to look at
back = Back
