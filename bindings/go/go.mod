module github.com/neuroshard-ai/libneuroshard-version/bindings/go

go 1.19
