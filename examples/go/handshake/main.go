// A node's handshake: it takes what a peer has sent, and says whether they may talk and what they may use together.
package main

import (
	"errors"
	"fmt"
	"log"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

func handshake(node *nsv.Manager, received []byte) error {
	verdict, err := node.CheckPeer(received)
	if err != nil {
		return fmt.Errorf("no advertisement: %w", err)
	}
	if !verdict.CanTalk() {
		return fmt.Errorf("refused: %v", verdict.Reason)
	}
	common, err := node.Negotiate(received)
	if err != nil {
		return err
	}
	fmt.Println(verdict.Level, common, common.Features())
	return nil
}

func run() error {
	node, err := nsv.NewManager(nsv.ManagerOptions{}) // a node of the built-in network
	if err != nil {
		return err
	}
	defer node.Close()
	for _, received := range []string{
		`{"major":1,"minor":1,"patch":0,"features":["diloco","mtp"]}`,
		`{"major":2,"minor":0,"patch":0}`,
		`{"major":1,"minor":0,"patch":"zero"}`,
	} {
		err := handshake(node, []byte(received))
		if errors.Is(err, nsv.ErrSchema) {
			fmt.Println("to be disconnected:", err)
		} else if err != nil {
			fmt.Println(err)
		}
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}
