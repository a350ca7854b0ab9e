# Called by `make demo` with PORT and BIN: prepares the demonstration under var/ and serves it on this machine until Ctrl-C.
set -eu

export SOJOURN_MODE=demo BASE_URL="http://127.0.0.1:$PORT"

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

"$BIN/python" manage.py migrate --verbosity 0
"$BIN/python" manage.py build_fonts >/dev/null
"$BIN/python" manage.py collectstatic --noinput --verbosity 0
"$BIN/python" manage.py rebuild_projection >/dev/null
"$BIN/python" manage.py rebuild_post_words >/dev/null
"$BIN/python" manage.py load_demo
echo "Serving until Ctrl-C."
exec "$BIN/gunicorn" config.wsgi --bind "127.0.0.1:$PORT" --workers 2 --worker-class gthread --threads 4 --log-level warning
