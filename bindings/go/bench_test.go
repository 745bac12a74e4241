package neuroshardversion_test

import (
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

func BenchmarkEmptyCall(b *testing.B) {
	for i := 0; i < b.N; i++ {
		nsv.LibraryVersionNumber()
	}
}

func BenchmarkCompare(b *testing.B) {
	one, other := must(nsv.Parse("1.2.3-rc.1"))(b), must(nsv.Parse("1.2.3-rc.2"))(b)
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		one.Compare(other)
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := nsv.Parse("1.2.3-rc.1+build.5"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseAndClose(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		version, err := nsv.Parse("1.2.3-rc.1+build.5")
		if err != nil {
			b.Fatal(err)
		}
		version.Close()
	}
}

func BenchmarkParseFailing(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := nsv.Parse("1.02.3"); err == nil {
			b.Fatal("parsed")
		}
	}
}

func BenchmarkCheckPeer(b *testing.B) {
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(b)
	advertisement := must(manager.Advertisement())(b)
	b.SetBytes(int64(len(advertisement)))
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if _, err := manager.CheckPeer(advertisement); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckPeerParallel(b *testing.B) {
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(b)
	advertisement := must(manager.Advertisement())(b)
	b.RunParallel(func(each *testing.PB) {
		for each.Next() {
			if _, err := manager.CheckPeer(advertisement); err != nil {
				b.Error(err)
			}
		}
	})
}
