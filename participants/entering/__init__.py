"""How people come in without an account: opening a personal link, a mailed code, what a mailbox serves, leaving."""
