"""Makes the weights of hearing/tuned: a small multilingual encoder, tuned on the sentences of data/.

Not a part of `make train`: one run takes about an hour on two cores. `make tune` does all of it in an
environment of its own (scripts/tune.sh), and writes hearing/tuned/weights.
"""
