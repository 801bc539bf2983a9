#!/usr/bin/env bash
# Writes the .trx files named as one JUnit document, for what reads no TRX. Texts are escaped there already.
set -euo pipefail

echo '<?xml version="1.0" encoding="utf-8"?>'
echo '<testsuites>'
for trx in "$@"; do
  awk -v suite="$(basename "$trx" .trx)" '
    function value(name,   text) {
      if (!match($0, " " name "=\"[^\"]*\"")) return ""
      text = substr($0, RSTART, RLENGTH)
      return substr(text, length(name) + 4, length(text) - length(name) - 4)
    }
    function seconds(text,   part) { split(text, part, ":"); return part[1] * 3600 + part[2] * 60 + part[3] }
    function finish() {
      if (name == "") return
      cases++
      class = name; sub(/\(.*/, "", class)
      own = class; sub(/.*\./, "", own)
      sub(/\.[^.]*$/, "", class)
      rest = substr(name, index(name, "(") ? index(name, "(") : length(name) + 1)
      line = sprintf("<testcase classname=\"%s\" name=\"%s%s\" time=\"%.3f\"", class, own, rest, time)
      if (outcome == "Passed") line = line "/>"
      else if (outcome == "NotExecuted") { skipped++; line = line "><skipped>" said "</skipped></testcase>" }
      else { failed++; line = line "><failure>" said "</failure></testcase>" }
      body = body line "\n"
      name = ""
    }
    /<UnitTestResult / {
      finish()
      name = value("testName"); outcome = value("outcome"); time = seconds(value("duration")); said = ""
    }
    name != "" && /<Message>/ { inside = 1 }
    inside { text = $0; gsub(/^ *<Message>|<\/Message>.*/, "", text); said = said (said == "" ? "" : "\n") text }
    /<\/Message>/ { inside = 0 }
    /<\/Results>/ { finish() }
    END {
      finish()
      if (cases == 0) exit
      printf "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" ", suite, cases, failed
      printf "skipped=\"%d\">\n%s</testsuite>\n", skipped, body
    }' "$trx"
done
echo '</testsuites>'
