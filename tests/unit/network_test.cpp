#include "core/network.hpp"

#include <gtest/gtest.h>

#include "networks/mainnet.hpp"

namespace neuroshard::core {
namespace {

using networks::mainnet;

TEST(Mainnet, HasWhatTheUserLists) {
    const Network& network = *mainnet();
    EXPECT_EQ(network.genesis()->semver().text(), "1.0.0");
    const std::vector<std::string> current = {"diloco",           "dynamic_layers", "ecdsa_signatures",  "gossip_proofs",
                                              "inference_market", "ponw",           "robust_aggregation"};
    EXPECT_EQ(network.genesis()->features().names(), current);
    std::vector<std::string> pending;
    for (const Feature& feature : network.features()) {
        if (feature.since) continue;
        pending.push_back(feature.name);
        EXPECT_FALSE(feature.required_nep.has_value()) << "TBD";
    }
    EXPECT_EQ(pending, (std::vector<std::string>{"mtp", "mla", "aux_free_moe", "fp8_training", "dualpipe"}));
    EXPECT_EQ(network.notice().minimum_days, 30U);
    EXPECT_EQ(network.notice().grace_from_day, 14U);
    EXPECT_EQ(network.find_role("training")->required_features,
              (std::vector<std::string>{"diloco", "ponw", "robust_aggregation"}));
    EXPECT_EQ(network.find_role("inference")->required_features, (std::vector<std::string>{"inference_market", "ponw"}));
    EXPECT_EQ(network.find_role("mining"), nullptr);
}

TEST(Mainnet, IsOneValue) { EXPECT_EQ(mainnet().get(), mainnet().get()); }

TEST(Network, WritesADefinitionThatReadsTheSame) {
    const std::string json = network_to_json(*mainnet());
    EXPECT_EQ(network_to_json(**network_from_json(json)), json);
}

}  // namespace
}  // namespace neuroshard::core
