"""How the site runs: requests and logs, health, caches, the worker's round."""
