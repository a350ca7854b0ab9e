"""`python -m bench.survival.mail_worker` delivers due mails until it is killed.

`bench.survival.outbox` starts and kills it.
"""

import time

import django


def main() -> None:
    django.setup()
    from backstage.mail.delivery import deliver_due

    while True:
        if not deliver_due(most=100):
            time.sleep(0.05)


if __name__ == "__main__":
    main()
