"""How gunicorn serves the site in production: `gunicorn -c config/gunicorn.py config.wsgi`.

WEB_CONCURRENCY gives the number of processes, GUNICORN_CMD_ARGS overrides anything here ("--threads 8 --bind …").
Of the project this loads the log's format alone: the first process lives on through a reload, with the code it began with.
"""

import os

from config.running.logs import configuration

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
worker_tmp_dir = "/dev/shm"  # noqa: S108  (the beat of each process: on a disk it can wait for other writers)
control_socket_disable = True
logconfig_dict = configuration(os.environ.get("LOG_FORMAT", "json"), requests=True)
