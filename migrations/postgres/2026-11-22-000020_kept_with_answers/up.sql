-- What an answer brought along besides what is counted: a JSON object of text, of answers from files.
ALTER TABLE responses ADD COLUMN properties TEXT;
