"""How the site runs: requests and logs, health, the cache, and the worker."""
