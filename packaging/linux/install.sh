#!/bin/sh
# Installs @NAME@ for this user, without root and without a terminal.
#
#   sh @COMMAND@-x.y.z-linux-x86_64.run [--text]      install; --text: open no window, notify nobody
#   ~/.local/opt/@COMMAND@/install.sh --uninstall     remove
#
# The person's own files, scenarios and settings are never touched. Behind the last line of the
# .run file are the program and its desktop files, as tar.xz.
#
# Exit codes: 0 done, 1 stopped or failed, 2 unknown option, 3 the program is running, 4 no room on
# the disk, 5 no home that can be written, 6 another installation is under way, 7 the file is damaged,
# 8 a program for unpacking is missing, 9 the program does not start on this system.
set -eu
PATH="${PATH:+$PATH:}/usr/bin:/bin"
unset CDPATH TAR_OPTIONS XZ_OPT XZ_DEFAULTS
kilobytes=@KILOBYTES@ # of the program, unpacked
payload=@PAYLOAD@ # the first line of the archive
said=

case "${LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in zh*) chinese=1 ;; *) chinese= ;; esac
say() { if [ -n "$chinese" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi; }

first() { printf '%s\n' "$1" | head -n 1; }

fail() { # exit code, English, Chinese
    said=1
    say "$2" "$3" >&2
    exit "$1"
}

usage() {
    fail 2 "Unknown option $1: there are --text and --uninstall." "未知选项 $1：可用 --text 和 --uninstall。"
}

act=install
for word in "$@"; do
    case "$word" in
        --uninstall) act=uninstall ;;
        --text | --quiet | --) ;; # --quiet: what it was called up to 0.3
        *) usage "$word" ;;
    esac
done

base="${HOME:-}/.local"
case "${XDG_DATA_HOME:-}" in /*) data="$XDG_DATA_HOME" ;; *) data="$base/share" ;; esac
home="$base/opt/@COMMAND@"
program="$home/program/@COMMAND@"
command="$base/bin/@COMMAND@"
list="$home/installed.txt"
fresh="$home.new"

notify() {
    timeout 10 notify-send -a "@NAME@" -i "@ID@" "@NAME@" "$1" ||
        gdbus call --session --timeout 5 --dest org.freedesktop.Notifications \
            --object-path /org/freedesktop/Notifications \
            --method org.freedesktop.Notifications.Notify \
            "@NAME@" 0 "@ID@" "@NAME@" "$1" "[]" "{}" -- -1
}

# Whether the last program was there and could show it. One that is closed by its corner fails, too.
seen() { case $? in 126 | 127 | 255) return 1 ;; esac }

dialog() {
    { zenity --info --no-markup --title "@NAME@" --text "$1"; seen; } ||
        { kdialog --title "@NAME@" --msgbox "$1"; seen; } || { xmessage "$1"; seen; }
}

last_words() { # as a library is lacking, which only a window needs
    fail 9 "@NAME@ was installed, but ended with an error: $(printf '%s\n' "$1" | tail -n 2)" \
        "@NAME@ 已安装，但因错误而结束：$(printf '%s\n' "$1" | tail -n 2)"
}

# By double-click there are no options and no terminal: the same is done as text, and what it says
# is shown. Once installed, the program opens: its window says so, whatever this desktop has.
shown() {
    code=0
    words=$(sh "$0" --text 2>&1) || code=$?
    printf '%s\n' "$words" >&2
    if [ "$code" = 0 ]; then
        notify "$words" >/dev/null 2>&1 || true
        words=$("$program" 2>&1 >/dev/null) || code=$?
        if [ "$code" = 0 ] || [ "$code" -gt 128 ]; then exit 0; fi # closed, or ended by a signal
        code=9 words=$(last_words "$words" 2>&1) || true
        printf '%s\n' "$words" >&2
    fi
    notify "$words" >/dev/null 2>&1 || dialog "$words" >/dev/null 2>&1 || true
    exit "$code"
}

# Lists of what is there, made again; gone with the last thing that was in them.
refresh() {
    ls "$data/applications/"*.desktop >/dev/null || rm -f "$data/applications/mimeinfo.cache"
    rmdir "$data/applications" || true
    if [ ! -d "$data/mime/packages" ]; then rm -rf "$data/mime"; fi
    if [ -d "$data/applications" ]; then update-desktop-database "$data/applications" || true; fi
    if [ -d "$data/mime" ]; then update-mime-database "$data/mime" || true; fi
    rmdir "$data" "$base" || true
} >/dev/null 2>&1

stop_if_running() {
    for process in /proc/[0-9]*/exe; do # the file itself: a home may have several names
        if [ "$process" -ef "$program" ]; then
            fail 3 "@NAME@ is running. Close it, then try again." "@NAME@ 正在运行。请先关闭它，再试一次。"
        fi
    done
}

# Also where some disk has no locks, and flock fails by another code.
only_one() {
    exec 9<"$HOME"
    code=0
    flock -n -E 6 9 2>/dev/null || code=$?
    if [ "$code" = 6 ]; then
        fail 6 "@NAME@ is already being installed." "@NAME@ 正在安装中。"
    fi
}

remove() {
    if [ -f "$list" ]; then
        while IFS= read -r name; do rm -f "$data/$name"; done <"$list"
        # Folders that are empty now; what others have put there stays.
        sed 's|/[^/]*$||' "$list" | sort -ru | while IFS= read -r folder; do
            (cd "$data" && rmdir -p "$folder") 2>/dev/null || true
        done
    fi
    rm -f "$command"
    rm -rf "$home"
    rmdir "$base/opt" "$base/bin" 2>/dev/null || true
}

check_home() {
    case "${HOME:-}" in
        /*) if [ -d "$HOME" ] && [ -r "$HOME" ]; then return; fi ;;
    esac
    fail 5 "There is no home folder: HOME is '${HOME:-}'." "没有个人文件夹：HOME 为“${HOME:-}”。"
}

check_tools() {
    for tool in tar xz; do
        command -v "$tool" >/dev/null || fail 8 "To unpack @NAME@, install the program $tool first." \
            "解压 @NAME@ 需要程序 $tool，请先安装它。"
    done
}

check_places() {
    for place in "$base/opt" "$base/bin" "$data"; do
        if ! mkdir -p "$place" 2>/dev/null || [ ! -w "$place" ]; then
            fail 5 "The folder $place can't be written." "无法写入文件夹 $place。"
        fi
    done
}

check_room() {
    free=$(df -Pk "$base/opt" 2>/dev/null | awk 'NR == 2 { print $4 }') || free=
    need=$((kilobytes + 10240))
    if [ -n "$free" ] && [ "$free" -lt "$need" ]; then
        fail 4 "There is not enough room: $((need / 1024)) MB are needed in $HOME." \
            "空间不足：$HOME 中需要 $((need / 1024)) MB。"
    fi
}

# Straight to its place, not by way of /tmp, which may be small, or forbid programs. The pipe gives
# the code of tar alone: above 128 it is tar that ended xz, and not the file that is damaged.
unpack() {
    mkdir -p "$fresh"
    { tail -n "+$payload" "$0" | xz -dc || [ $? -gt 128 ] || : >"$fresh/damaged"; } |
        tar -xof - -C "$fresh"
}

check_unpacked() { # exit code and output of unpacking
    if [ -e "$fresh/damaged" ]; then
        fail 7 "$0 is damaged: download it again." "$0 已损坏：请重新下载。"
    fi
    if [ "$1" != 0 ]; then
        fail 1 "@NAME@ could not be unpacked in $HOME: $(first "$2")" \
            "无法在 $HOME 中解压 @NAME@：$(first "$2")"
    fi
}

check_start() {
    code=0
    words=$("$fresh/program/@COMMAND@" --version 2>&1) || code=$?
    if [ "$code" != 0 ]; then
        fail 9 "@NAME@ does not start on this system: $(first "$words")" \
            "@NAME@ 无法在此系统上启动：$(first "$words")"
    fi
}

put_in_place() {
    (cd "$fresh/share" && find . -type f | sed 's|^\./||' | sort) >"$fresh/installed.txt"
    head -n "$((payload - 1))" "$0" >"$fresh/install.sh"
    chmod +x "$fresh/install.sh"
    stop_if_running
    # Whole or not at all: what was there before goes only now.
    trap '' HUP INT TERM
    remove
    mkdir -p "$base/opt" "$base/bin"
    mv "$fresh" "$home"
    cp -R "$home/share/." "$data/"
    rm -rf "$home/share"
    # A menu entry wants \, ", ` and $ with a backslash, that once more, and % twice.
    quoted=$(printf '%s' "$program" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g')
    escaped=$(printf '%s' "\"$quoted\"" | sed 's/[&|\\]/\\&/g')
    entry="applications/@ID@.desktop"
    sed "s|@PROGRAM@|$escaped|" "$data/$entry" >"$home/entry"
    cp "$home/entry" "$data/$entry"
    rm "$home/entry"
    ln -sf "$program" "$command"
}

ended() {
    code=$?
    if [ "$act" = install ]; then
        rm -rf "$fresh"
        rmdir "$base/opt" "$base/bin" "$data" "$base" || true
    fi 2>/dev/null
    if [ "$code" != 0 ] && [ -z "$said" ]; then
        say "@NAME@: stopped before it was done." "@NAME@：未完成就停止了。" >&2
    fi
}

if [ $# = 0 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && ! { [ -t 0 ] || [ -t 1 ] || [ -t 2 ]; }; then
    shown
fi

trap 'exit 1' HUP INT TERM
check_home
only_one
trap ended EXIT
stop_if_running
if [ "$act" = uninstall ]; then
    if [ ! -e "$home" ] && [ ! -L "$command" ]; then
        say "@NAME@ is not installed in $home." "$home 中没有安装 @NAME@。"
        exit 0
    fi
    remove
    refresh
    say "@NAME@ was removed." "@NAME@ 已卸载。"
    exit 0
fi
check_tools
check_places
check_room
rm -rf "$fresh"
if [ -t 1 ]; then say "Installing @NAME@ @VERSION@ …" "正在安装 @NAME@ @VERSION@……"; fi
code=0
words=$(unpack 2>&1) || code=$?
check_unpacked "$code" "$words"
check_start
put_in_place
refresh
say "@NAME@ @VERSION@ was installed in $home. Start it from the menu, or as $command." \
    "@NAME@ @VERSION@ 已安装到 $home。可从菜单启动，或运行 $command。"
say "To remove it: $home/install.sh --uninstall" "卸载：$home/install.sh --uninstall"
exit 0
