package cycletest

import "testing"

func TestABrokenLawIsAnError(t *testing.T) {
	if err := wrong(true, "cycletest: %q is another one when read back", "C-1"); err == nil || err.Error() != `cycletest: "C-1" is another one when read back` {
		t.Errorf("a broken law gives %v, want its sentence", err)
	}
	if err := wrong(false, "kept"); err != nil {
		t.Errorf("a kept law gives %v, want none", err)
	}
}
