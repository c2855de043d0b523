# Signing in: the one-time link, the first password, name and password.

sign-in-title = Sign in
sign-in-name = Name
sign-in-password = Password
sign-in-button = Sign in
sign-in-wrong = Name and password do not match. Please try again.
sign-in-wait = There were too many tries. Please wait a few minutes. Devices that have signed in before are not held up by others, and a new link always works: afterword user reset on the server.
sign-in-crowded = Many people are signing in at this moment. Please try again in a few seconds.
sign-in-link-title = Welcome to { $shop }
sign-in-link-text = Press the button to sign in on this device. It stays signed in for { $days } days.
sign-in-link-button = Sign in on this device
sign-in-link-used = This link has been used or has run out. Sign in with your name and password, or ask for a new link.
sign-in-set-title = Choose a password
sign-in-set-text = With it you can sign in on other devices. At least { $min } characters; a short sentence is best.
sign-in-set-again = The same once more
sign-in-set-button = Save the password
sign-in-set-later = Not now
sign-in-set-short = Please use at least { $min } characters.
sign-in-set-common = This password is easy to guess. Please choose another.
sign-in-set-differ = The two entries are not the same. Please type them again.
sign-in-stale = For your safety, nothing was done: we could not tell that this came from your own page. Please try again.
sign-in-ended = You were signed out, so what you pressed was not done. Please sign in and press again.
