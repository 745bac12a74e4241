// Ten tasks of a node. The same program stands in examples/ in each language, and prints the same.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"sort"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

const nep = `{
    "id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"], "activation_height": 4464,
    "announced_at": 1800000000, "expected_activation_time": 1802678400
}`

// must is the value of a call, and the end of the program where it fails: must(nsv.Parse("1.0.0")).
func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func parseAVersion() {
	// 1. Parse a version, and learn where one is wrong
	version, err := nsv.Parse("1.2.3-rc.1+build.5")
	check(err)
	fmt.Printf("%v has major %d and pre-release %s\n", version, version.Major(), version.Prerelease())
	_, err = nsv.Parse("1.02.3")
	var failure *nsv.Error
	if errors.As(err, &failure) {
		fmt.Printf("%v at byte %d: %v\n", failure.Status, failure.Offset, failure)
	}
}

func sortVersions() {
	// 2. Sort versions
	var versions nsv.Versions
	for _, text := range []string{"1.10.0", "1.9.0", "1.10.0-rc.1"} {
		versions = append(versions, must(nsv.Parse(text)))
	}
	sort.Sort(versions)
	for _, version := range versions {
		fmt.Println(version)
	}
}

func compareWithAPeer() {
	// 3. Ask how two versions get on
	mine := must(nsv.NewVersion(1, 0, 0))
	peer := must(nsv.NewVersion(1, 1, 0))
	fmt.Printf("%v: %s\n", mine.CheckCompatibility(peer), must(mine.CompatibilityMessage(peer)))
}

func useAFeature() {
	// 4. Use a feature only where it is there
	version := must(nsv.CurrentVersion())
	has := map[bool]string{true: "has", false: "lacks"}
	fmt.Println(version, has[version.SupportsFeature("diloco")], "diloco and", has[version.SupportsFeature("mtp")], "mtp")
}

func openANode(store string) *nsv.Manager {
	// 5. Open a node's store
	node := must(nsv.NewManager(nsv.ManagerOptions{
		SupportedMin: must(nsv.NewVersion(1, 0, 0)),
		SupportedMax: must(nsv.NewVersion(2, 0, 0)),
		Store:        store,
	}))
	check(node.Advance(1, 1800000000)) // the ledger's height and time
	fmt.Printf("%s at block %d: %v\n", must(node.Network()).ID(), node.Height(), node.Status())
	return node
}

func checkAPeer(node, peer *nsv.Manager) {
	// 6. Check a peer by its advertisement
	verdict := must(node.CheckPeer(must(peer.Advertisement())))
	fmt.Println(verdict.Level, "because of", verdict.Reason)
	fmt.Println(must(node.VerdictMessage(must(peer.CurrentVersion()), verdict)))
}

func negotiateWithAPeer(node, peer *nsv.Manager) {
	// 7. Negotiate what both may use
	common := must(node.Negotiate(must(peer.Advertisement())))
	fmt.Println(common, "with", len(common.Features()), "features")
}

func passAnUpgrade(node, peer *nsv.Manager) {
	// 8. Schedule an upgrade, and pass its block
	check(node.ScheduleNEP([]byte(nep)))
	fmt.Println("to be cut at block", must(node.CheckPeer(must(peer.Advertisement()))).CutHeight)
	check(node.Advance(4464, 1802678400))
	check(peer.Advance(4464, 1802678400))
	verdict := must(node.CheckPeer(must(peer.Advertisement())))
	_, message, err := node.ActivateNEP("NEP-002")
	check(err)
	fmt.Printf("%s; the peer: %v\n", message, verdict.Level)
}

func askForARole(node *nsv.Manager) {
	// 9. Ask whether the node may train
	allowed, reason, err := node.CanParticipateInTraining()
	check(err)
	fmt.Printf("%s: %s\n", map[bool]string{true: "yes", false: "no"}[allowed], reason)
}

func auditTheLog(node *nsv.Manager) {
	// 10. Prove what happened
	verification := must(node.Verify(nil))
	if verification.Sound {
		fmt.Printf("%d records, sound\n", node.RecordCount())
	} else {
		fmt.Printf("%d records, %s\n", node.RecordCount(), verification.Reason)
	}
	lines, _, err := node.Export(0)
	check(err)
	replica := must(nsv.ImportManager(nsv.ManagerOptions{}, lines))
	if must(replica.Head()) == must(node.Head()) {
		fmt.Println("the export has the same head")
	} else {
		fmt.Println("the export is another log")
	}
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Print("usage: ten_tasks STORE")
		os.Exit(64)
	}
	parseAVersion()
	sortVersions()
	compareWithAPeer()
	useAFeature()
	node := openANode(os.Args[1])
	defer node.Close()
	peer := must(nsv.NewManager(nsv.ManagerOptions{})) // its software is older, and it has not heard of the upgrade
	checkAPeer(node, peer)
	negotiateWithAPeer(node, peer)
	passAnUpgrade(node, peer)
	askForARole(node)
	auditTheLog(node)
}
