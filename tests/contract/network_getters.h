/* The getters of a network that are alike, for tests that ask the same of all of them. */
#ifndef NETWORK_GETTERS_H
#define NETWORK_GETTERS_H

#include "neuroshard_version.h"

/* Texts by index */
static const char* (*const network_texts[])(const nsv_network*, uint64_t) = {
    nsv_network_feature_name,  nsv_network_feature_title,        nsv_network_feature_description,
    nsv_network_feature_since, nsv_network_feature_required_nep, nsv_network_history_version,
    nsv_network_history_date,  nsv_network_history_description,  nsv_network_role_name};

static uint64_t (*const network_numbers[])(const nsv_network*) = {nsv_network_notice_days, nsv_network_grace_from_day,
                                                                  nsv_network_feature_count, nsv_network_history_count,
                                                                  nsv_network_role_count};

#endif /* NETWORK_GETTERS_H */
