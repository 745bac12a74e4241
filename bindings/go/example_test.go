package neuroshardversion_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

func Example() {
	node, err := nsv.NewManager(nsv.ManagerOptions{}) // a node of the built-in network
	if err != nil {
		fmt.Println(err)
		return
	}
	defer node.Close()
	verdict, err := node.CheckPeer([]byte(`{"major":1,"minor":1,"patch":0}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(verdict.CanTalk(), verdict.Level, verdict.Reason, verdict.Upgrade)
	// Output: true UPGRADE_RECOMMENDED VERSIONS LOCAL
}

func ExampleParse() {
	version, err := nsv.Parse("1.2.3-rc.1+build.5")
	fmt.Println(version, version.Major(), version.Prerelease(), version.Build(), err)
	// Output: 1.2.3-rc.1+build.5 1 rc.1 build.5 <nil>
}

func ExampleError() {
	_, err := nsv.Parse("1.02.3")
	var failure *nsv.Error
	if errors.As(err, &failure) {
		fmt.Println(failure.Status, failure.Offset)
	}
	fmt.Println(errors.Is(err, nsv.ErrSyntax), err)
	// Output:
	// NSV_ERROR_SYNTAX 3
	// true invalid version: expected no digit after a leading zero at byte 3, found '2'
}

func ExampleVersions() {
	var versions nsv.Versions
	for _, text := range []string{"1.10.0", "1.9.0", "1.10.0-rc.1"} {
		version, err := nsv.Parse(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		versions = append(versions, version)
	}
	sort.Sort(versions)
	fmt.Println(versions)
	// Output: [1.9.0 1.10.0-rc.1 1.10.0]
}

func ExampleVersion_MarshalJSON() {
	var peer struct {
		Name    string
		Version *nsv.Version
	}
	err := json.Unmarshal([]byte(`{"Name":"a","Version":{"major":1,"minor":0,"patch":0,"features":["mtp","diloco"]}}`), &peer)
	if err != nil {
		fmt.Println(err)
		return
	}
	again, err := json.Marshal(peer)
	fmt.Println(string(again), err)
	// Output: {"Name":"a","Version":{"major":1,"minor":0,"patch":0,"features":["diloco","mtp"],"active_neps":[]}} <nil>
}

func ExampleManager_CanParticipate() {
	node, err := nsv.NewManager(nsv.ManagerOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer node.Close()
	fmt.Println(node.CanParticipate("training"))
	_, _, err = node.CanParticipate("cooking")
	fmt.Println(errors.Is(err, nsv.ErrNotFound))
	// Output:
	// true Ready for training <nil>
	// true
}

func ExampleManager_Records() {
	node, err := nsv.NewManager(nsv.ManagerOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer node.Close()
	records := node.Records(0)
	for records.Next() {
		var record struct{ Kind string }
		if err := json.Unmarshal(records.JSON(), &record); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(records.Sequence(), record.Kind)
	}
	fmt.Println(records.Err())
	// Output:
	// 1 genesis
	// <nil>
}

func ExampleReadiness() {
	node, err := nsv.NewManager(nsv.ManagerOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer node.Close()
	readiness, err := nsv.NewReadiness(node)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer readiness.Close()
	fmt.Println(readiness.Add([]byte(`{"major":1,"minor":0,"patch":0}`)))
	fmt.Println(readiness.Add([]byte(`{"major":1}`)) != nil)
	counts, err := json.Marshal(readiness)
	if err != nil {
		fmt.Println(err)
		return
	}
	var seen struct{ Peers, Invalid uint64 }
	fmt.Println(json.Unmarshal(counts, &seen), seen.Peers, seen.Invalid)
	// Output:
	// <nil>
	// true
	// <nil> 1 1
}
