#!/usr/bin/env bash
# Installs the binary and its shell completions: install.sh BINARY PREFIX
set -euo pipefail

binary=$1
prefix=$2
as_root=()
mkdir -p "$prefix/bin" 2>/dev/null || true
if [ ! -w "$prefix/bin" ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "install: $prefix/bin is not writable. Choose another: make install PREFIX=\$HOME/.local" >&2
        exit 1
    fi
    as_root=(sudo)
fi

completion() { # completion SHELL FILE
    "${as_root[@]}" install -d "$(dirname "$2")"
    "$binary" --generate-completion-script "$1" | "${as_root[@]}" tee "$2" >/dev/null
}

"${as_root[@]}" install -D -m 0755 "$binary" "$prefix/bin/cancelsync"
completion bash "$prefix/share/bash-completion/completions/cancelsync"
completion zsh "$prefix/share/zsh/site-functions/_cancelsync"
completion fish "$prefix/share/fish/vendor_completions.d/cancelsync.fish"
echo "install: $prefix/bin/cancelsync"
