"""Verifies the signatures of a mail with dkimpy, against records that are handed in.

In (JSON): {"records": {name: text}, "message": base64}. Out: a list, top signature first, of
{"selector", "algorithm", "signed": [names in lower case], "good", "why"}.
"""

import base64
import json
import sys

import dkim

asked = json.load(sys.stdin)
message = base64.b64decode(asked["message"])


def look_up(name, timeout=5):
    name = name.decode() if isinstance(name, bytes) else name
    text = asked["records"].get(name.rstrip("."))
    return text.encode() if text is not None else None


names = [name.lower() for name, _ in dkim.DKIM(message).headers]
told = []
for index in range(names.count(b"dkim-signature")):
    mail, why = dkim.DKIM(message), ""
    try:
        good = mail.verify(idx=index, dnsfunc=look_up)
    except dkim.DKIMException as error:
        good, why = False, str(error)
    fields = {name.decode(): text.decode() for name, text in mail.signature_fields.items()}
    told.append(
        {
            "selector": fields["s"],
            "algorithm": fields["a"],
            "signed": "".join(fields["h"].split()).lower().split(":"),
            "good": good,
            "why": why,
        }
    )
json.dump(told, sys.stdout)
