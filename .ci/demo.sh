# Does what the README says first, in a copy of the sources without data; read by `.ci/run`.

demo_command='cargo run --release -- demo'

try_demo() {
    grep -qF "$demo_command" README.md || fail_demo "README.md does not say \`$demo_command\`"
    demo_home=$(mktemp -d)
    demo_log=$demo_home/demo.log
    demo_pid=
    trap end_demo EXIT
    # What git knows or would take: neither `data` nor `target`.
    git ls-files -z --cached --others --exclude-standard |
        while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done |
        tar --null --files-from=- --create --file=- | tar --extract --file=- --directory="$demo_home"

    start_demo
    local form mail dashboard
    form=$(told form) mail=$(told mail) dashboard=$(told dashboard)
    echo "form $form, mail $mail, dashboard $dashboard"
    ask "$form" '<form'
    ask "$dashboard" '<html'
    ask "$(sed -E 's#^(https?://[^/]+).*#\1#' <<<"$form")/healthz" ''
    case $mail in
    http*) ask "$mail" '' ;;
    *) (cd "$demo_home" && test -s "$mail") || fail_demo "there is no mail at $mail" ;;
    esac
    stop_demo
    rm -r "$demo_home"
    trap - EXIT
}

# Builds and runs as the README says; `cargo run` becomes the program, so its pid is ours to stop.
start_demo() {
    local target=${CARGO_TARGET_DIR:-$PWD/target} began=$SECONDS
    # Built first, so that the wait below is for the demo alone.
    (cd "$demo_home" && CARGO_TARGET_DIR=$target cargo build --release --locked --quiet)
    echo "built in $((SECONDS - began)) s"
    began=$SECONDS
    # shellcheck disable=SC2086 # the arguments are words
    (cd "$demo_home" && CARGO_TARGET_DIR=$target exec $demo_command ${AFTERWORD_CI_DEMO:-}) \
        >"$demo_log" 2>&1 &
    demo_pid=$!
    until told dashboard >/dev/null; do
        kill -0 "$demo_pid" 2>/dev/null || fail_demo 'it ended before it was ready'
        [ $((SECONDS - began)) -lt 120 ] || fail_demo 'it is not ready after 120 s'
        sleep 0.2
    done
    echo "ready after $((SECONDS - began)) s"
}

# The address or path on the line `NAME: …`.
told() { grep -m1 -oP "^\s*$1:\s*\K\S+" "$demo_log"; }

# The page must come with 200 and hold the words.
ask() {
    local page
    page=$(curl --silent --show-error --fail --location --max-time 20 "$1") ||
        fail_demo "$1 does not answer"
    grep -qiF -- "$2" <<<"$page" || fail_demo "$1 has no $2"
    echo "200 $1"
}

stop_demo() {
    local status=0 began=$SECONDS
    kill -TERM "$demo_pid"
    while kill -0 "$demo_pid" 2>/dev/null; do
        [ $((SECONDS - began)) -lt 15 ] || fail_demo 'it does not end within 15 s of SIGTERM'
        sleep 0.2
    done
    wait "$demo_pid" || status=$?
    demo_pid=
    [ $status = 0 ] || fail_demo "it ended with $status"
    echo "ended in order after $((SECONDS - began)) s"
}

fail_demo() {
    echo "demo: $*" >&2
    [ ! -s "${demo_log:-/dev/null}" ] || tail -n 40 "$demo_log" >&2
    exit 1
}

end_demo() {
    [ -z "$demo_pid" ] || kill -KILL "$demo_pid" 2>/dev/null || true
    rm -rf "$demo_home"
}
