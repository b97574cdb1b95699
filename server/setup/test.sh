#!/usr/bin/env bash
# `make test`: every check in order. The output of the test runners is summed into the last line, `N passed, N failed`;
# a check without tests (format, lints) that fails counts as one failure.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

log="$TIGA_CACHE/test.log"
"$TIGA_ROOT/server/setup/step.sh" format site lint unit postgres browser 2>&1 | tee "$log"
outcome="${PIPESTATUS[0]}"

# Runners' summary lines: cargo's "test result: ok. 5 passed; 0 failed; …", node's "ℹ pass 5" and "ℹ fail 0".
echo
grep -E '^test result: |^(ℹ|#) (pass|fail|tests) [0-9]+' "$log"
awk -v outcome="$outcome" '
  /^test result: / {
    for (i = 2; i <= NF; i++) {
      if ($i ~ /^passed/) passed += $(i - 1)
      if ($i ~ /^failed/) failed += $(i - 1)
    }
  }
  $2 == "pass" && $3 ~ /^[0-9]+$/ && NF == 3 { passed += $3 }
  $2 == "fail" && $3 ~ /^[0-9]+$/ && NF == 3 { failed += $3 }
  /^FAILED  (format|lint) / { failed++ }
  /^FAILED  / { broken = 1 }
  END {
    if (outcome != 0 && failed == 0) failed = 1
    printf "%d passed, %d failed\n", passed, failed
  }' "$log"
exit "$outcome"
