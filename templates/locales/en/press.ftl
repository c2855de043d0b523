# Cards, posters and table tents: what stands on paper.

press-title = Thank-you cards from { $shop }
press-title-poster = Poster of { $shop }
press-title-sheet = Test page for { $sheet }
press-greeting = Thank you,
press-greeting-nobody = Thank you
press-name = { $name }
press-thanks =
    Your order was packed with care.
    We hope you enjoy every bit of it.
press-question = How did we do?
press-scan = Scan to tell us. It takes less than a minute.
press-visit = or go to
press-number = Order { $number }
press-new-year = Happy New Year
press-sign = With thanks, { $shop }
press-poster-question = How was it today?
press-poster-scan = Point your camera at the code and tell us. It takes less than a minute.
press-sheet-print = Print at 100 % (“actual size”), then hold the page and an empty sheet of labels against the light.
press-sheet-move = If the outlines lie too far to the right by 1 mm, print with a nudge of −1 to the right; if too low by 1 mm, of −1 down.
press-sheet-ruler = This line is 100 mm long.
