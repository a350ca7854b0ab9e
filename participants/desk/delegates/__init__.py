"""The desk's pages about delegates: the table of all of an event, one delegate, and the steps that can be done."""
