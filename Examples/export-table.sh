#!/bin/sh
# A command feed in shell: cancellations from a table that another program exports every few
# minutes: a header, then one row a line, cells apart by tabs: claim, order, second detail number,
# product name, option, state, units, reason. A cell may be empty where the marketplace's match rule
# does without it (see `cancelsync marketplaces`): brandi compares the order number and the second
# detail number, or else product name and option.
#
# connections.yaml:
#
#     connections:
#       brandi:
#         command: [/opt/cancelsync/export-table.sh, /srv/exports/cancels.tsv]
#
# cancelsync runs it at each poll and takes in what it prints: one JSON object a line, with the
# field names of files. Standard error is shown in the console, any exit status but 0 is a failed
# poll. The table is read whole each time: what was told before changes nothing.
set -eu

table=${1:?usage: export-table.sh TABLE}

if [ ! -r "$table" ]; then
    echo "$table cannot be read; does the export still run?" >&2
    exit 1
fi

awk -F '\t' '
    # Text as JSON writes it.
    function quoted(text) {
        gsub(/\\/, "&&", text)
        gsub(/"/, "\\\\&", text)
        gsub(/[\001-\037]/, " ", text)
        return "\"" text "\""
    }
    function member(name, text) {
        return text == "" ? "" : "," quoted(name) ":" quoted(text)
    }
    NR == 1 {
        # Without it the first cancellation would be taken for it, and be lost.
        if ($2 ~ /[0-9]/) {
            print "row 1 is no header: name the columns there" > "/dev/stderr"
            exit 1
        }
        next
    }
    $0 == "" { next }
    NF < 7 {
        print "row " NR " has " NF " cells instead of 7" > "/dev/stderr"
        next
    }
    {
        print "{" quoted("claim_id") ":" quoted($1) member("order_no", $2) \
            member("detail_no2", $3) member("product_name", $4) member("option", $5) \
            member("state", $6) member("quantity", $7) member("reason", $8) "}"
    }
' "$table"
