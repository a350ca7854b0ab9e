"""Delivery status notifications as mail servers of many kinds write them, about a mail to maja@example.org."""

import base64
from typing import NamedTuple

CAME_BACK, MARKED, NOTHING = "came back", "marked", "nothing"


class Shape(NamedTuple):
    """The fields about the recipient, and what they must lead to."""

    server: str
    fields: str
    outcome: str


POSTFIX = "Final-Recipient: rfc822; maja@example.org\nOriginal-Recipient: rfc822;maja@example.org\n"
SHAPES = [
    Shape(
        "Postfix, unknown there",
        f"""{POSTFIX}Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <maja@example.org>: Recipient address
    rejected: User unknown in virtual mailbox table""",
        MARKED,
    ),
    Shape(
        "Postfix, unknown here",
        f'{POSTFIX}Action: failed\nStatus: 5.1.1\nDiagnostic-Code: X-Postfix; unknown user: "maja"',
        MARKED,
    ),
    Shape(
        "Postfix, no such host",
        f"""{POSTFIX}Action: failed
Status: 5.4.4
Diagnostic-Code: X-Postfix; Host or domain name not found. Name service error for
    name=example.org type=A: Host not found""",
        MARKED,
    ),
    Shape(
        "Postfix, a host that takes no mail",
        f"{POSTFIX}Action: failed\nStatus: 5.1.0\n"
        "Diagnostic-Code: X-Postfix; Domain example.org does not accept mail (nullMX)",
        MARKED,
    ),
    Shape(
        "Postfix, a route that is missing",
        f"{POSTFIX}Action: failed\nStatus: 5.4.4\nDiagnostic-Code: X-Postfix; unable to look up host mx",
        CAME_BACK,
    ),
    Shape(
        "Postfix, full",
        f"{POSTFIX}Action: failed\nStatus: 5.2.2\n"
        "Diagnostic-Code: smtp; 552 5.2.2 <maja@example.org>: Mailbox is full, user unknown to nobody",
        CAME_BACK,
    ),
    Shape(
        "Postfix, too large",
        f"{POSTFIX}Action: failed\nStatus: 5.3.4\nDiagnostic-Code: smtp; 552 5.3.4 Message size exceeds fixed limit",
        CAME_BACK,
    ),
    Shape(
        "Postfix, given up after five days",
        f"{POSTFIX}Action: failed\nStatus: 4.4.1\n"
        "Diagnostic-Code: X-Postfix; connect to mx.example.org[192.0.2.1]:25: Connection timed out",
        CAME_BACK,
    ),
    Shape(
        "Postfix, greylisted for ever",
        f"{POSTFIX}Action: failed\nStatus: 4.1.1\n"
        "Diagnostic-Code: smtp; 450 4.1.1 <maja@example.org>: Recipient address rejected: user unknown",
        CAME_BACK,
    ),
    Shape(
        "Postfix, late",
        f"{POSTFIX}Action: delayed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; Connection timed out\n"
        "Will-Retry-Until: Sat, 9 Sep 2017 10:00:00 +0900 (KST)",
        NOTHING,
    ),
    Shape(
        "Postfix, relayed",
        f"{POSTFIX}Action: relayed\nStatus: 2.0.0\nDiagnostic-Code: smtp; 250 2.0.0 OK",
        NOTHING,
    ),
    Shape("Postfix, expanded", f"{POSTFIX}Action: expanded\nStatus: 2.0.0", NOTHING),
    Shape("Postfix, delivered", f"{POSTFIX}Action: delivered\nStatus: 2.0.0", NOTHING),
    Shape(
        "Exim, policy behind a vague status",
        "Action: failed\nFinal-Recipient: rfc822;maja@example.org\nStatus: 5.0.0\nRemote-MTA: dns; mx.example.org\n"
        "Diagnostic-Code: smtp; 554 5.7.1 Service unavailable; client [192.0.2.9] blocked: user unknown to us",
        CAME_BACK,
    ),
    Shape(
        "Exim, unknown behind a vague status",
        """Action: failed
Final-Recipient: rfc822;maja@example.org
Status: 5.0.0
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
 550-5.1.1 double-checking the recipient's email address for typos or
 550 5.1.1 unnecessary spaces. a640c23a62f3a - gsmtp""",
        MARKED,
    ),
    Shape(
        "Exim, unknown in words alone",
        "Action: failed\nFinal-Recipient: rfc822;maja@example.org\nStatus: 5.0.0\n"
        "Diagnostic-Code: smtp; 550 No Such User Here",
        MARKED,
    ),
    Shape(
        "Exim, full in words alone",
        "Action: failed\nFinal-Recipient: rfc822;maja@example.org\nStatus: 5.0.0\n"
        "Diagnostic-Code: smtp; 552 Mailbox quota exceeded",
        CAME_BACK,
    ),
    Shape(
        "Exim, our own address could not be verified",
        """Action: failed
Final-Recipient: rfc822;maja@example.org
Status: 5.0.0
Diagnostic-Code: smtp; 550-Verification failed for <office@example.org>
 550-No Such User Here
 550 Sender verify failed""",
        CAME_BACK,
    ),
    Shape(
        "Exchange Online",
        "Final-Recipient: rfc822;maja@example.org\nAction: failed\nStatus: 5.1.10\n"
        "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        MARKED,
    ),
    Shape(
        "Exchange Online, blocked",
        "Final-Recipient: rfc822;maja@example.org\nAction: failed\nStatus: 5.7.606\n"
        "Diagnostic-Code: smtp;550 5.7.606 Access denied, banned sending IP [192.0.2.9]",
        CAME_BACK,
    ),
    Shape(
        "Exchange, expired",
        "Final-recipient: RFC822; maja@example.org\nAction: failed\nStatus: 4.4.7\nX-Display-Name: maja@example.org",
        CAME_BACK,
    ),
    Shape(
        "Exchange, late",
        "Final-Recipient: rfc822;maja@example.org\nAction: delayed\nStatus: 4.4.7",
        NOTHING,
    ),
    Shape(
        "Exchange, a mailbox that takes no large mails",
        "Final-Recipient: rfc822;maja@example.org\nAction: failed\nStatus: 5.2.3\n"
        "Diagnostic-Code: smtp;550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient",
        CAME_BACK,
    ),
    Shape(
        "Exchange, its words in a field of its own",
        """Final-recipient: RFC822;
 maja@example.org
Action: failed
Status: 5.0.0
Remote-MTA: dns; mx.example.org
X-Supplementary-Info: <mx.example.org #5.1.1 smtp;550-5.1.1 The email account
 that you tried to reach does not exist. 550 5.1.1 om11si19081667wic.29 - gsmtp>""",
        MARKED,
    ),
    Shape(
        "Gmail, a disabled account",
        "Final-Recipient: rfc822; maja@example.org\nAction: failed\nStatus: 5.2.1\n"
        "Diagnostic-Code: smtp; 550-5.2.1 The email account that you tried to reach is disabled.",
        CAME_BACK,
    ),
    Shape(
        "Gmail, no such host",
        "Final-Recipient: rfc822; maja@example.org\nAction: failed\nStatus: 5.1.2\n"
        "Diagnostic-Code: smtp; The domain example.org couldn't be found.",
        MARKED,
    ),
    Shape(
        "Domino",
        "Final-Recipient: rfc822;maja@example.org\nAction: failed\nStatus: 5.0.0\n"
        "Diagnostic-Code: X-Notes; User maja (maja@example.org) not listed in Domino Directory",
        MARKED,
    ),
    Shape(
        "Exchange Online, no such host",
        "Final-Recipient: rfc822;maja@example.org\nAction: failed\nStatus: 5.4.310\n"
        "Diagnostic-Code: smtp;550 5.4.310 DNS domain does not exist [Message=InfoDomainNonexistent]",
        MARKED,
    ),
    Shape(
        "Yahoo, unknown in words of its own",
        f"{POSTFIX}Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 554 delivery error: dd This user doesn't have a\n"
        " yahoo.com account (maja@example.org) [0]",
        MARKED,
    ),
    Shape(
        "a wrong recipient in words alone",
        f"{POSTFIX}Status: 5.0.0\nDiagnostic-Code: smtp; 550 Invalid recipient",
        MARKED,
    ),
    Shape("5.1.1 for a full mailbox", f"{POSTFIX}Status: 5.1.1\nDiagnostic-Code: smtp; 552 no space", CAME_BACK),
    Shape("5.1.1 for a quota", f"{POSTFIX}Status: 5.1.1\nDiagnostic-Code: smtp; 550 Mailbox quota exceeded", CAME_BACK),
    Shape("5.0.0 for now", f"{POSTFIX}Status: 5.0.0\nDiagnostic-Code: smtp; 450 user unknown", CAME_BACK),
    Shape(
        "5.0.0 for a list of senders",
        f"{POSTFIX}Status: 5.0.0\nDiagnostic-Code: smtp; 550 blocked by zen.example.net; user unknown",
        CAME_BACK,
    ),
    Shape(
        "sendmail, with comments",
        "Final-Recipient: RFC822; maja@example.org\nX-Actual-Recipient: RFC822; maja@mx.example.org\n"
        "Action: failed (it was tried for five days)\nStatus: 5.1.1 (bad destination mailbox address)\n"
        "Diagnostic-Code: SMTP; 550 5.1.1 <maja@mx.example.org>... User unknown",
        MARKED,
    ),
    Shape(
        "sendmail, its status against the words of the server",
        "Final-Recipient: RFC822; maja@example.org\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: SMTP; 550 5.7.1 Message rejected as spam",
        CAME_BACK,
    ),
    Shape(
        "odd capitals and folding",
        "FINAL-RECIPIENT:\n\trfc822\n ;\n maja@example.org\naction:\n FAILED\nSTATUS:\n 5.1.1\ndiagnostic-code:\n smtp;\n 550",
        MARKED,
    ),
    Shape(
        "no status",
        "Final-Recipient: rfc822; maja@example.org\nAction: failed\nDiagnostic-Code: smtp; 550 5.1.1 unknown",
        MARKED,
    ),
    Shape(
        "no status and no action",
        "Final-Recipient: rfc822; maja@example.org\nDiagnostic-Code: smtp; 550 5.1.1 unknown",
        MARKED,
    ),
    Shape(
        "a status that is none",
        "Final-Recipient: rfc822; maja@example.org\nAction: failed\nStatus: 550\nDiagnostic-Code: smtp; 552 too much",
        CAME_BACK,
    ),
    Shape("an action alone", "Final-Recipient: rfc822; maja@example.org\nAction: failed", CAME_BACK),
    Shape("a delay without an action", "Final-Recipient: rfc822; maja@example.org\nStatus: 4.4.1", NOTHING),
    Shape("an action that no standard knows", f"{POSTFIX}Action: gone\nStatus: 5.1.1", MARKED),
    Shape("no recipient named", "Action: failed\nStatus: 5.1.1", MARKED),
    Shape("a recipient that is none", "Final-Recipient: rfc822;\nAction: failed\nStatus: 5.1.1", MARKED),
    Shape(
        "passed on to one who has gone, without a word of ours",
        "Final-Recipient: rfc822; aja@example.org\nAction: failed\nStatus: 5.1.1",
        CAME_BACK,
    ),
    Shape(
        "encoded words, and an address that was written in small letters",
        "Final-Recipient: rfc822; MAJA@Example.ORG\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; =?iso-8859-2?Q?550_5.1.1_Ta_adresa_ne_postoji_=B9?=",
        MARKED,
    ),
    Shape(
        "encoded words that are broken",
        "Final-Recipient: rfc822; maja@example.org\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; =?nonsense?Q?550_5.1.1?= =?utf-8?B?A?=",
        MARKED,
    ),
    Shape(
        "several, of which another is unknown",
        f"Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.1.1\n\n{POSTFIX}Action: failed\nStatus: 5.2.2",
        CAME_BACK,
    ),
    Shape(
        "several, of which ours is unknown",
        f"Final-Recipient: rfc822; ana@example.org\nAction: delivered\nStatus: 2.0.0\n\n\n{POSTFIX}Action: failed\nStatus: 5.1.1",
        MARKED,
    ),
    Shape(
        "passed on to two, of whom one has it",
        "Final-Recipient: rfc822; a@example.net\nAction: failed\nStatus: 5.1.1\n\n"
        "Final-Recipient: rfc822; b@example.net\nAction: delivered\nStatus: 2.0.0",
        NOTHING,
    ),
    Shape(
        "passed on to one who has gone",
        "Original-Recipient: rfc822; maja@example.org\nFinal-Recipient: rfc822; maja@example.net\n"
        "Action: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; b@example.net\nAction: delivered\nStatus: 2.0.0",
        MARKED,
    ),
    Shape(
        "an original recipient as the command wrote it",
        "Final-Recipient: rfc822; b@example.net\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; c@example.net\n"
        "Original-Recipient: rfc822; maj+61@example.org\nAction: failed\nStatus: 5.1.1",
        MARKED,
    ),
    Shape(
        "an internationalised address with escapes",
        "Final-Recipient: utf-8; b@example.net\nAction: delivered\nStatus: 2.0.0\n\n"
        "Final-Recipient: utf-8; m\\x{61}ja@example.org\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 непознат корисник",
        MARKED,
    ),
]

RECIPIENTS = [
    ("maja@example.org", "rfc822; maja@example.org (Maja)"),
    ("maja@example.org", '(of old) rfc822; "Maja" <maja@example.org>'),
    ("maja@example.org", 'rfc822; "maja"@example.org.'),
    ("maja@example.org", "rfc822; maja@\n\texample.org"),
    ("maja@example.org", "rfc822;maja+40example.org"),
    ("maja+news@example.org", "rfc822;maja+2bnews@example.org"),
    ("maja@xn--kola-f6a.example", "utf-8; maja@\\x{161}kola.example"),
    ("maja@xn--kola-f6a.example", "utf-8; maja@škola.example"),
]
"""Addresses, and spellings of them in the fields of a notification."""
QMAIL = """From: MAILER-DAEMON@mx.example.org
To: {to}
Subject: failure notice

Hi. This is the qmail-send program at mx.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<maja@example.org>:
{words}

--- Below this line is a copy of the message.

Message-ID: {message_id}

No such user as you (#5.1.1)
"""
EXIM = """From: Mail Delivery System <Mailer-Daemon@mx.example.org>
To: {to}
X-Failed-Recipients: maja@example.org
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  maja@example.org
    {words}

------ This is a copy of the message, including all the headers. ------

Message-ID: {message_id}

No such user
"""
PLAIN_SHAPES = [
    Shape(QMAIL, "Sorry, no mailbox here by that name. (#5.1.1)", MARKED),
    Shape(QMAIL, "192.0.2.1 does not like recipient.\nRemote host said: 550 5.7.1 Blocked\nGiving up on 192.0.2.1.", CAME_BACK),
    Shape(QMAIL, "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nIt has been here too long.", CAME_BACK),
    Shape(QMAIL, "User is over the quota. You can try again later.", CAME_BACK),
    Shape(EXIM, "Unrouteable address", MARKED),
    Shape(EXIM, "SMTP error from remote mail server after RCPT TO:<maja@example.org>:\n    550 5.1.1 User unknown", MARKED),
    Shape(EXIM, "SMTP error from remote mail server after MAIL FROM:<office@example.org>:\n    550 No such user", CAME_BACK),
    Shape(EXIM, "retry timeout exceeded", CAME_BACK),
]  # fmt: skip


def notification(
    fields: str,
    *,
    to: str,
    message_id: str,
    kind: str = "message/delivery-status",
    encoding: str = "",
    returned: str = "text/rfc822-headers",
) -> bytes:
    """A whole notification around these fields. With `encoding` all its parts are written so."""
    blocks = f"Reporting-MTA: dns; mx.example.org\nArrival-Date: Mon, 4 Sep 2017 10:00:00 +0900\n\n{fields}\n"
    headers = f"Subject: Week\nmessage-id:\n {message_id}\n\nCome at nine.\n"
    lines = [
        "From MAILER-DAEMON Mon Sep  4 10:00:00 2017",
        "From: MAILER-DAEMON@mx.example.org",
        f"To: {to}",
        "Subject: Undelivered Mail Returned to Sender",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Није испоручено.",
        "",
        *_part(kind, blocks, encoding),
        *_part(returned, headers, encoding),
        "--b--",
        "",
    ]
    return "\n".join(lines).encode()


def _part(kind: str, content: str, encoding: str) -> list[str]:
    written = base64.encodebytes(content.encode()).decode() if encoding == "base64" else content
    return [
        "--b",
        f"Content-Type: {kind}",
        *([f"Content-Transfer-Encoding: {encoding}"] if encoding else []),
        "",
        written,
    ]
