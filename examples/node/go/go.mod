module github.com/neuroshard-ai/libneuroshard-version/examples/node/go

go 1.19

require github.com/neuroshard-ai/libneuroshard-version/bindings/go v1.0.0

replace github.com/neuroshard-ai/libneuroshard-version/bindings/go => ../../../bindings/go
