//! What customers write in English: travellers, expatriates and people who send gifts home.

use super::Words;

/// The comments.
pub(super) const WORDS: Words = Words {
    promoter: &[
        "Best lotus tea I've had outside Hanoi.",
        "Bought gifts for the whole office, everyone asked where they're from.",
        "The handwritten card made my mum cry (in a good way).",
        "Staff let us taste four teas without any pressure to buy.",
        "Ordered from Melbourne for my grandparents in Da Nang, arrived next day.",
        "Beautiful packaging and hardly any plastic.",
        "Third order, never a problem.",
        "They called to check the address before sending. Impressive.",
        "The little ceramic cup is now my favourite thing.",
        "Great advice on what to bring home, all of it survived the flight.",
        "Lovely shop, smells amazing, friendly people.",
        "Fair prices for this quality.",
        "The oolong holds up for three infusions at least.",
        "Quick reply on chat, in good English too.",
        "Wish we had a shop like this back home.",
        "Perfect wedding favours. Thank you!",
    ],
    passive: &[
        "Nice tea, a bit pricey.",
        "Good, but there were no brewing instructions in English.",
        "Fine overall. Came a day later than promised.",
        "Would like smaller sizes to try.",
        "Pretty box, tea was milder than I expected.",
        "Website is a little confusing on a phone.",
        "Nothing wrong, nothing special either.",
        "Shipping abroad costs nearly as much as the tea.",
    ],
    speed: &[
        "Took eight days. We had already flown home.",
        "Missed the birthday it was meant for.",
        "Tracking said 'out for delivery' four days in a row.",
        "Paid for express, got the slow boat.",
        "Courier never called, then claimed nobody was in.",
        "Used to be next day, now it's anyone's guess.",
        "Had to chase the parcel myself.",
    ],
    courtesy: &[
        "The person at the counter barely looked up.",
        "Sent two messages, both read, no answer.",
        "Felt rushed while choosing.",
    ],
    product: &[
        "One of the cups had a hairline crack.",
        "Tea tasted stale, not like last time.",
        "Biscuits were a week from their date.",
        "Lots of dust in the bag for the price.",
    ],
    packing: &[
        "Box arrived crushed, couldn't give it as a gift.",
        "One jar missing from the set.",
        "Receipt left inside although I ticked 'gift'.",
        "Lid came off and there was tea everywhere.",
    ],
    counter_good: &[
        "Iced jasmine tea saved us from the heat.",
        "Lovely welcome.",
        "Great wifi and quiet, stayed two hours.",
        "Gift wrapped while I waited. Gorgeous.",
        "Loved the tasting.",
    ],
    counter_bad: &[
        "Long wait for gift wrapping.",
        "Nowhere to sit on Saturday.",
        "Half the menu was sold out.",
    ],
    closings: &["Thank you!", "Will be back.", "Keep it up.", "Recommended."],
    given: &[
        "Emma", "James", "Sophie", "Daniel", "Olivia", "Marco", "Hannah", "Lucas", "Grace", "Noah",
        "Yuki", "Mina",
    ],
    family: &[
        "Walker", "Tan", "Müller", "Rossi", "Kim", "Brown", "Novak", "Sato", "Martin", "Lim",
        "Clarke",
    ],
};
