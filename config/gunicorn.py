"""How gunicorn serves the site in production: `gunicorn -c config/gunicorn.py config.wsgi`.

WEB_CONCURRENCY sets the number of processes. GUNICORN_CMD_ARGS overrides any setting here ("--threads 8 --bind …").
This file imports only the log format of the project: the first process survives a reload and keeps the code it began
with.
"""

import os

from config.running.logs import configuration

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
worker_tmp_dir = "/dev/shm"  # noqa: S108  (for the heartbeat file of each process, which could wait for other writers on a disk)
control_socket_disable = True
access_log_format = "%(m)s %(U)s %(s)s"  # if it is switched on: its usual line has queries, which may be secrets
logconfig_dict = configuration(os.environ.get("LOG_FORMAT", "json"), requests=True)
