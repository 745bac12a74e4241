package neuroshardversion_test

import "testing"

// must is the value of a call that has to succeed, as in must(Parse("1.0.0"))(t).
func must[T any](value T, err error) func(t testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}
