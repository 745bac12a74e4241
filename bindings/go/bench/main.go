// Bench measures what calls of the library cost from Go: a line of JSON for each operation.
//
// Usage: bench REPETITIONS SECONDS
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"strconv"
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

// must is the value of a call, and the end of the program where it fails.
func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

type operation struct {
	name string
	call func()
}

func operations() []operation {
	one, other := must(nsv.Parse("1.9.0")), must(nsv.Parse("1.10.0"))
	node := must(nsv.NewManager(nsv.ManagerOptions{}))
	advertisement := must(node.Advertisement())
	return []operation{
		{"empty_call", func() { nsv.LibraryVersionNumber() }},
		{"floor", floor},
		{"compare", func() { one.Compare(other) }},
		{"parse", func() { must(nsv.Parse("1.2.3-rc.1")).Close() }},
		{"check_peer", func() { must(node.CheckPeer(advertisement)) }},
	}
}

// nanoseconds of one call, as the testing package measures it for as long as -test.benchtime says.
func nanoseconds(call func()) float64 {
	result := testing.Benchmark(func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			call()
		}
	})
	return float64(result.T.Nanoseconds()) / float64(result.N)
}

func measure(name string, call func(), repetitions int) {
	line := struct {
		Operation   string    `json:"operation"`
		Nanoseconds []float64 `json:"nanoseconds"`
	}{Operation: name}
	for i := 0; i < repetitions; i++ {
		line.Nanoseconds = append(line.Nanoseconds, nanoseconds(call))
	}
	fmt.Println(string(must(json.Marshal(line))))
}

func main() {
	log.SetFlags(0)
	testing.Init()
	if len(os.Args) != 3 {
		log.Print("usage: bench REPETITIONS SECONDS")
		os.Exit(64)
	}
	repetitions := must(strconv.Atoi(os.Args[1]))
	seconds := must(strconv.ParseFloat(os.Args[2], 64))
	check(flag.Set("test.benchtime", fmt.Sprintf("%gs", seconds)))
	for _, operation := range operations() {
		measure(operation.name, operation.call, repetitions)
	}
}
