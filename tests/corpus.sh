#!/usr/bin/env bash
# Runs `albero parse` over every PDF below a folder, a process a file, with 10 seconds and 1 GiB each, and tabulates
# what became of them, a row a folder of the first level:  tests/corpus.sh FOLDER [JOBS]
#   read       a plan, or text with no objective in it
#   refused    one clear line and exit status 2; by reason below the table
#   panic, abort, timeout, memory   what must not occur
# Each file's outcome is left in corpus.tsv in this folder's target/.
set -euo pipefail
folder=$(cd "$1" && pwd); jobs=${2:-$(nproc)}
cd "$(dirname "$0")/.."
[ -n "${ALBERO:-}" ] || { cargo build --release --quiet; ALBERO=$PWD/target/release/albero; }
export ALBERO FOLDER=$folder
one() {
  local file=$1 status=0 errors outcome reason=
  # Twice as much address space as memory: stacks and reserves are not used.
  errors=$(ulimit -v $((2 << 20)); timeout -s KILL 10 "$ALBERO" parse --timeout 8 --max-memory 896 "$file" 2>&1 >/dev/null | grep -v ': warning: ' | head -c 4000; exit "${PIPESTATUS[0]}") || status=$?
  case $status in
    0) outcome=read ;;
    2) outcome=refused ;;
    137) outcome=timeout ;;
    *) outcome=abort ;;
  esac
  if grep -q 'panicked at' <<<"$errors"; then outcome=panic; fi
  if [ "$outcome" = abort ] && grep -q 'memory allocation of' <<<"$errors"; then outcome=memory; fi
  if [ "$outcome" = refused ]; then
    case $errors in
      *$'\n'*) outcome=abort; reason="more than one line" ;;
      *": no objective found"*) outcome=read ;;
      *": no text layer"*) reason="no text" ;;
      *": encrypted"*) reason="encrypted" ;;
      *": not read within"*) reason="its worker ran out of time" ;;
      *" MiB of memory to read"*) reason="its worker ran out of memory" ;;
      *": nested without end"*) reason="its worker's stack overflowed" ;;
      *": its reader ended"*) reason="its worker crashed" ;;
      *"the reader failed while"*) reason="a reader's panic, caught" ;;
      *": more than "*) reason="over a limit" ;;
      *": damaged"*) reason="damaged" ;;
      *) reason="empty, or not a PDF" ;;
    esac
  fi
  printf '%s\t%s\t%s\n' "$outcome" "$reason" "${file#"$FOLDER"/}"
}
export -f one
mkdir -p target
find "$folder" -type f -iname '*.pdf' -print0 | sort -z | xargs -0 -P "$jobs" -I{} bash -c 'one "$1"' _ {} > target/corpus.tsv
awk -F'\t' '
  { split($3, path, "/"); row = path[2] == "" ? "." : path[1]; rows[row]; count[row, $1]++; count["all", $1]++
    files[row]++; files["all"]++; if ($2 != "") reasons[$2]++ }
  function line(row) { printf "%-28s %6d %6d %8d %6d %6d %8d %7d\n", row, files[row], count[row, "read"], count[row, "refused"],
    count[row, "panic"], count[row, "abort"], count[row, "timeout"], count[row, "memory"] }
  END { printf "%-28s %6s %6s %8s %6s %6s %8s %7s\n", "", "files", "read", "refused", "panic", "abort", "timeout", "memory"
    n = 0; for (row in rows) names[++n] = row
    for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (names[j] < names[i]) { t = names[i]; names[i] = names[j]; names[j] = t }
    for (i = 1; i <= n; i++) line(names[i])
    line("all"); for (reason in reasons) printf "refused: %5d  %s\n", reasons[reason], reason | "sort -k2,2nr"
    close("sort -k2,2nr"); exit count["all", "panic"] + count["all", "abort"] + count["all", "timeout"] + count["all", "memory"] > 0 }
' target/corpus.tsv
