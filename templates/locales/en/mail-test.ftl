# The mail of `afterword mail test`.

mail-test-subject = [Test] { $subject }
mail-test-note = This is a test mail from { $shop }. Its links lead nowhere, and no answer is kept.
