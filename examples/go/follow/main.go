// Follows the log of a node: what changed, and when.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

const nep = `{"id": "NEP-001", "title": "Protocol 1.1.0", "target_version": "1.1.0", "activation_height": 100,
	"announced_at": 1800000000, "expected_activation_time": 1800060000}`

// printNew prints the records that have come since the last time.
func printNew(records *nsv.Records) error {
	for records.Next() {
		var record struct {
			Kind   string `json:"kind"`
			Height uint64 `json:"height"`
		}
		if err := json.Unmarshal(records.JSON(), &record); err != nil {
			return err
		}
		fmt.Println(records.Sequence(), record.Kind, "at block", record.Height)
	}
	return records.Err()
}

func run() error {
	newest, err := nsv.Parse("1.1.0")
	if err != nil {
		return err
	}
	node, err := nsv.NewManager(nsv.ManagerOptions{SupportedMax: newest, UnixTime: 1800000000})
	if err != nil {
		return err
	}
	defer node.Close()

	records := node.Records(0)
	if err := printNew(records); err != nil {
		return err
	}
	if err := node.ScheduleNEP([]byte(nep)); err != nil {
		return err
	}
	if err := node.Advance(100, 1800060000); err != nil {
		return err
	}
	if err := printNew(records); err != nil {
		return err
	}

	err = node.CancelNEP("NEP-001", "too late")
	var failure *nsv.Error
	if errors.As(err, &failure) {
		fmt.Printf("%v: %s\n", failure.Status, failure.Message)
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}
