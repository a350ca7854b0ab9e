# Called by `make demo` with PORT and BIN: prepares the demonstration under var/ and serves it on this machine, with a worker beside it, until Ctrl-C.
set -eu

export SOJOURN_MODE=demo BASE_URL="http://127.0.0.1:$PORT" SITE_NAME="${SITE_NAME:-Urban Partnership Program}"

# Asked before anything is prepared. SO_REUSEADDR, as gunicorn has it: a port that a server has just left is free.
"$BIN/python" - "$PORT" <<'PORT_IS_FREE' || exit 1
import socket, sys
try:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(sys.argv[1])))
except (OSError, OverflowError, ValueError) as problem:
    sys.exit(f"Port {sys.argv[1]} of 127.0.0.1 cannot be used: {problem}. Choose another, as in: PORT=8765 make demo")
PORT_IS_FREE

"$BIN/python" manage.py upgrade --verbosity 0
"$BIN/python" manage.py build_fonts > /dev/null # or the first document builds them while an event is being written
"$BIN/python" manage.py load_demo
"$BIN/python" manage.py demo_links # those printed before end, as no link can be printed twice

# Both in the background, where Ctrl-C does not reach the worker: this shell ends both, each once.
"$BIN/python" manage.py work --verbosity 0 &
worker=$!
"$BIN/gunicorn" config.wsgi --bind "127.0.0.1:$PORT" --workers 2 --worker-class gthread --threads 4 --log-level warning &
server=$!
asked=
stop_both() { kill -TERM "$worker" "$server" 2>/dev/null || true; }
trap 'asked=yes; stop_both' INT TERM HUP
echo "Serving until Ctrl-C. A worker does jobs and whatever is due."

# A look each second; a signal ends the pause at once. What has ended is known to the shell by then.
while [ -z "$asked" ] && kill -0 "$worker" 2>/dev/null && kill -0 "$server" 2>/dev/null; do
    sleep 1 &
    wait $! || true
done
[ -n "$asked" ] || stop_both
# A job in hand is finished; another Ctrl-C ends it at once.
until wait; do :; done
[ -n "$asked" ] || { echo "The server or the worker ended, and the demonstration with it." >&2; exit 1; }
