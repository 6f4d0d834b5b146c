module srok/benchmarks/peers/go

go 1.19

require github.com/rickar/cal/v2 v2.1.13
