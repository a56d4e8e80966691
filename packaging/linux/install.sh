#!/bin/sh
# Installs @NAME@ for this user, without root; "--uninstall" removes it again.
# The person's own files, scenarios and settings are never touched.
set -eu
data="${XDG_DATA_HOME:-$HOME/.local/share}"
home="$HOME/.local/opt/@COMMAND@"
command="$HOME/.local/bin/@COMMAND@"
list="$home/installed.txt"

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in zh*) chinese=1 ;; *) chinese= ;; esac
say() { if [ -n "$chinese" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi; }

# Lists of what is there, made again; gone with the last thing that was in them.
refresh() {
    ls "$data/applications/"*.desktop >/dev/null || rm -f "$data/applications/mimeinfo.cache"
    rmdir "$data/applications" || true
    if [ ! -d "$data/mime/packages" ]; then rm -rf "$data/mime"; fi
    if [ -d "$data/applications" ]; then update-desktop-database "$data/applications" || true; fi
    if [ -d "$data/mime" ]; then update-mime-database "$data/mime" || true; fi
    rmdir -p "$data" || true
} >/dev/null 2>&1

running() {
    for process in /proc/[0-9]*/exe; do
        [ "$(readlink "$process" 2>/dev/null)" = "$home/program/@COMMAND@" ] && return 0
    done
    return 1
}

stop_if_running() {
    if running; then
        say "@NAME@ is running. Close it, then try again." "@NAME@ 正在运行。请先关闭它，再试一次。" >&2
        exit 3
    fi
}

remove() {
    if [ -f "$list" ]; then
        while IFS= read -r name; do rm -f "$data/$name"; done <"$list"
        # Folders that are empty now; what others have put there stays.
        sed 's|/[^/]*$||' "$list" | sort -ru | while IFS= read -r folder; do
            rmdir -p "$data/$folder" 2>/dev/null || true
        done
    fi
    rm -f "$command"
    rm -rf "$home"
    rmdir "$HOME/.local/opt" "$HOME/.local/bin" 2>/dev/null || true
}

if [ "${1:-}" = --uninstall ]; then
    stop_if_running
    remove
    refresh
    say "@NAME@ was removed." "@NAME@ 已卸载。"
    exit 0
fi

stop_if_running
here="$(dirname "$0")"
need=$(du -sk "$here/program" | cut -f1)
mkdir -p "$HOME/.local/opt"
free=$(df -Pk "$HOME/.local/opt" | awk 'NR == 2 { print $4 }')
if [ "$free" -lt "$((need + 10240))" ]; then
    say "There is not enough room: $((need / 1024)) MB are needed in $HOME." \
        "空间不足：$HOME 中需要 $((need / 1024)) MB。" >&2
    exit 4
fi
fresh="$home.new"
rm -rf "$fresh"
mkdir -p "$fresh" "$data" "$HOME/.local/bin"
trap 'rm -rf "$fresh"' EXIT
cp -a "$here/program" "$fresh/program"
cp "$here/install.sh" "$fresh/install.sh"
(cd "$here/share" && find . -type f | sed 's|^\./||' | sort) >"$fresh/installed.txt"
# Whole or not at all: what was there before goes only now.
remove
mkdir -p "$HOME/.local/opt" "$HOME/.local/bin"
mv "$fresh" "$home"
cp -R "$here/share/." "$data/"
# A menu entry wants \, ", ` and $ with a backslash, that once more, and % twice.
quoted=$(printf '%s' "$home/program/@COMMAND@" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g')
escaped=$(printf '%s' "\"$quoted\"" | sed 's/[&|\\]/\\&/g')
entry="$data/applications/@ID@.desktop"
sed "s|@PROGRAM@|$escaped|" "$here/share/applications/@ID@.desktop" >"$entry"
ln -sf "$home/program/@COMMAND@" "$command"
refresh
say "@NAME@ @VERSION@ was installed in $home. Start it from the menu, or as $command." \
    "@NAME@ @VERSION@ 已安装到 $home。可从菜单启动，或运行 $command。"
say "To remove it: $home/install.sh --uninstall" "卸载：$home/install.sh --uninstall"
