# Installs what the tests need; read by `.ci/run`.

packages=(
    build-essential ca-certificates curl git openssl procps
    postgresql
    postfix libsasl2-modules sasl2-bin
    python3-dkim python3-nacl python3-venv
    dovecot-core dovecot-imapd
    chromium chromium-driver fonts-noto-core
    poppler-utils zbar-tools qpdf time default-jre-headless
    iproute2
)

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo --non-interactive "$@"; fi
}

# Node.js may come from elsewhere, with its own npm.
command -v npm >/dev/null || packages+=(npm)

install_packages() {
    local missing=() package
    for package in "${packages[@]}"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
            missing+=("$package")
    done
    if [ ${#missing[@]} = 0 ]; then
        echo 'all packages are there'
        return
    fi
    forbid_starting
    echo 'postfix postfix/main_mailer_type select No configuration' | as_root debconf-set-selections
    as_root apt-get -qq -o Acquire::Retries=3 update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=3 \
        -o Dpkg::Use-Pty=0 install --no-install-recommends "${missing[@]}" >/dev/null
    allow_starting
    disable_new_services "${missing[@]}"
    echo "installed: ${missing[*]}"
}

# The tests start servers of their own; Debian's packages would start theirs at once.
policy=/usr/sbin/policy-rc.d
policy_is_ours=
forbid_starting() {
    [ -e $policy ] && return
    policy_is_ours=yes
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod 755 $policy
    trap allow_starting EXIT
}

allow_starting() {
    [ -n "$policy_is_ours" ] && as_root rm -f $policy
    policy_is_ours=
}

# Nor may they come up at the next boot; what was installed before is not ours to disable.
disable_new_services() {
    [ -d /run/systemd/system ] || return 0
    local package
    for package in "$@"; do
        case $package in
        postgresql | postfix) as_root systemctl disable --quiet "$package" ;;
        dovecot-core) as_root systemctl disable --quiet dovecot ;;
        sasl2-bin) as_root systemctl disable --quiet saslauthd ;;
        esac
    done
}

# Built without optimisation, which costs more time than these tools take to run.
install_tools() {
    cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt
    cargo clippy --version >/dev/null 2>&1 || rustup component add clippy
    local tool
    # The fuzzer's instruments are for nightly compilers only.
    rustc +nightly --version >/dev/null 2>&1 ||
        rustup toolchain install nightly --profile minimal --no-self-update ||
        echo 'there is no nightly compiler to be had'
    for tool in cargo-machete@0.9.2 cargo-deny@0.20.2 cargo-fuzz@0.13.2; do
        if has_tool "${tool%@*}"; then
            echo "${tool%@*} is there"
            continue
        fi
        CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=false \
            CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_STRIP=true \
            cargo install --locked --quiet "$tool"
    done
}

has_tool() { command -v "$1" >/dev/null || [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/$1" ]; }

# axe-core finds what is in somebody's way on a page; the tests find it by AFTERWORD_AXE.
axe=axe-core@4.14.1
install_axe() {
    local home=${XDG_CACHE_HOME:-$HOME/.cache}/afterword/${axe/@/-}
    export AFTERWORD_AXE=$home/node_modules/axe-core/axe.min.js
    [ -e "$AFTERWORD_AXE" ] && return
    npm install --silent --no-save --ignore-scripts --prefix "$home" "$axe"
}

# moto speaks S3; the tests find it by AFTERWORD_MOTO.
moto=5.2.5
install_moto() {
    local home=${XDG_CACHE_HOME:-$HOME/.cache}/afterword/moto
    export AFTERWORD_MOTO=$home/bin/moto_server
    [ -e "$AFTERWORD_MOTO" ] && return
    python3 -m venv "$home"
    "$home/bin/pip" install --quiet "moto[server]==$moto"
}

# The W3C's checker finds what is not valid HTML; the tests find it by AFTERWORD_VNU.
vnu=vnu-jar@26.9.27
install_vnu() {
    local home=${XDG_CACHE_HOME:-$HOME/.cache}/afterword/${vnu/@/-}
    export AFTERWORD_VNU=$home/node_modules/vnu-jar/build/dist/vnu.jar
    [ -e "$AFTERWORD_VNU" ] && return
    npm install --silent --no-save --ignore-scripts --prefix "$home" "$vnu"
}

# Lighthouse audits pages as a phone meets them; the tests find it by AFTERWORD_LIGHTHOUSE.
lighthouse=lighthouse@12.8.2
install_lighthouse() {
    local home=${XDG_CACHE_HOME:-$HOME/.cache}/afterword/${lighthouse/@/-}
    export AFTERWORD_LIGHTHOUSE=$home/node_modules/lighthouse/cli/index.js
    [ -e "$AFTERWORD_LIGHTHOUSE" ] && return
    npm install --silent --no-save --ignore-scripts --prefix "$home" "$lighthouse"
}
