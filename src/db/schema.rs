//! The tables as diesel sees them, the same on both databases.

mod access;

pub use access::{failed_sign_ins, sessions, sign_in_links, users};

diesel::table! {
    surveys (id) {
        id -> BigInt,
        slug -> Text,
        kind -> Text,
        active -> Bool,
        revision_id -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    revisions (id) {
        id -> BigInt,
        survey_id -> BigInt,
        number -> BigInt,
        definition -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    customers (id) {
        id -> BigInt,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        name -> Nullable<Text>,
        language -> Nullable<Text>,
        time_zone -> Nullable<Text>,
        country -> Nullable<Text>,
        source -> Nullable<Text>,
        external_id -> Nullable<Text>,
        properties -> Text,
        consents -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    orders (id) {
        id -> BigInt,
        customer_id -> BigInt,
        source -> Text,
        external_id -> Text,
        number -> Text,
        placed_at -> BigInt,
        fulfilled_at -> Nullable<BigInt>,
        delivered_at -> Nullable<BigInt>,
        cancelled_at -> Nullable<BigInt>,
        location -> Nullable<Text>,
        products -> Text,
        properties -> Text,
        to_plan -> Bool,
        unasked -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    invitations (id) {
        id -> BigInt,
        survey_id -> BigInt,
        subject -> Text,
        customer_id -> Nullable<BigInt>,
        order_id -> Nullable<BigInt>,
        token -> Text,
        unsubscribe_token -> Text,
        revision_id -> Nullable<BigInt>,
        properties -> Text,
        sent_at -> Nullable<BigInt>,
        expires_at -> Nullable<BigInt>,
        answered_at -> Nullable<BigInt>,
        created_at -> BigInt,
        reached_at -> Nullable<BigInt>,
        given_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    deliveries (id) {
        id -> BigInt,
        invitation_id -> BigInt,
        kind -> Text,
        number -> BigInt,
        state -> Text,
        reason -> Nullable<Text>,
        due_at -> BigInt,
        next_attempt_at -> BigInt,
        attempts -> BigInt,
        attempted_at -> Nullable<BigInt>,
        handed_over -> Bool,
        lease -> Nullable<Text>,
        leased_until -> Nullable<BigInt>,
        sent_at -> Nullable<BigInt>,
        created_at -> BigInt,
        updated_at -> BigInt,
    }
}

diesel::table! {
    touchpoints (id) {
        id -> BigInt,
        code -> Text,
        survey_id -> BigInt,
        name -> Text,
        location -> Nullable<Text>,
        active -> Bool,
        created_at -> BigInt,
        kind -> Text,
        properties -> Text,
        shared_device -> Bool,
        closed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    rushes (touchpoint_id) {
        touchpoint_id -> BigInt,
        slot -> BigInt, n -> BigInt, unproven -> BigInt, peak -> BigInt,
        hot_until -> BigInt, asked -> BigInt, day_n -> BigInt, day_peak -> BigInt,
    }
}

diesel::table! {
    device_traces (id) {
        id -> BigInt,
        device -> Text,
        place -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    bursts (id) {
        id -> BigInt,
        kind -> Text,
        survey_id -> BigInt,
        touchpoint_id -> Nullable<BigInt>,
        device -> Nullable<Text>,
        n -> BigInt,
        first_at -> BigInt,
        last_at -> BigInt,
        settled_at -> Nullable<BigInt>,
        settled_as -> Nullable<Text>,
        applied_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    suppressions (hash) {
        hash -> Text,
        customer_id -> Nullable<BigInt>,
        cause -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    mail_budget (unit, slot) {
        unit -> Text,
        slot -> BigInt,
        n -> BigInt,
    }
}

diesel::table! {
    preferences (hash) {
        hash -> Text,
        customer_id -> Nullable<BigInt>,
        interval_seconds -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    bounces (key) {
        key -> Text,
        delivery_id -> BigInt,
        hash -> Text,
        kind -> Text,
        reason -> Text,
        weight -> Text,
        status -> Nullable<Text>,
        reply_code -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    responses (id) {
        id -> BigInt,
        survey_id -> BigInt,
        revision_id -> BigInt,
        invitation_id -> Nullable<BigInt>,
        touchpoint_id -> Nullable<BigInt>,
        submission_id -> Nullable<Text>,
        score -> BigInt,
        comment -> Nullable<Text>,
        answers -> Text,
        language -> Text,
        channel -> Text,
        origin -> Text,
        entry -> Text,
        answered_at -> BigInt,
        updated_at -> BigInt,
        properties -> Nullable<Text>,
    }
}

diesel::table! {
    held_responses (response_id) {
        response_id -> BigInt,
        reason -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    response_edits (id) {
        id -> BigInt,
        response_id -> BigInt,
        score -> BigInt,
        comment -> Nullable<Text>,
        answers -> Text,
        edited_at -> BigInt,
    }
}

diesel::table! {
    events (id) {
        id -> BigInt,
        kind -> Text,
        response_id -> Nullable<BigInt>,
        delivery_id -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    entries (id) {
        id -> BigInt,
        body -> Text,
    }
}

diesel::table! {
    tallies (survey_id, grain, measure, dimension, member, period, value) {
        survey_id -> BigInt,
        grain -> Text,
        measure -> Text,
        dimension -> Text,
        member -> Text,
        period -> Text,
        value -> Text,
        n -> BigInt,
    }
}

diesel::table! {
    publications (version) {
        version -> BigInt,
        built_at -> BigInt,
    }
}

diesel::table! {
    batches (id) {
        id -> BigInt,
        survey_id -> BigInt,
        kind -> Text,
        printed_by -> Text,
        sheet -> Text,
        design -> Text,
        language -> Nullable<Text>,
        options -> Text,
        selection -> Text,
        left_out -> Text,
        cards -> BigInt,
        created_at -> BigInt,
        written_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    cards (batch_id, number) {
        batch_id -> BigInt,
        number -> BigInt,
        invitation_id -> BigInt,
        token -> Text,
    }
}

diesel::table! {
    audit_log (id) {
        id -> BigInt,
        who -> Text,
        action -> Text,
        details -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    leases (name) {
        name -> Text,
        holder -> Text,
        until -> BigInt,
    }
}

diesel::table! {
    heartbeats (node) {
        node -> Text,
        beat_at -> BigInt,
    }
}

diesel::table! {
    settings (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::joinable!(invitations -> customers (customer_id));
diesel::joinable!(invitations -> orders (order_id));
diesel::joinable!(invitations -> surveys (survey_id));
diesel::joinable!(deliveries -> invitations (invitation_id));
diesel::joinable!(batches -> surveys (survey_id));
diesel::joinable!(cards -> batches (batch_id));
diesel::joinable!(cards -> invitations (invitation_id));
diesel::joinable!(bounces -> deliveries (delivery_id));
diesel::joinable!(orders -> customers (customer_id));
diesel::joinable!(responses -> invitations (invitation_id));
diesel::joinable!(touchpoints -> surveys (survey_id));
diesel::joinable!(held_responses -> responses (response_id));
diesel::joinable!(bursts -> touchpoints (touchpoint_id));
diesel::joinable!(bursts -> surveys (survey_id));

diesel::allow_tables_to_appear_in_same_query!(
    surveys,
    revisions,
    customers,
    orders,
    invitations,
    deliveries,
    touchpoints,
    rushes,
    device_traces,
    bursts,
    suppressions,
    mail_budget,
    preferences,
    bounces,
    responses,
    held_responses,
    response_edits,
    events,
    entries,
    tallies,
    publications,
    users,
    sessions,
    failed_sign_ins,
    sign_in_links,
    batches,
    cards,
    audit_log,
    leases,
    heartbeats,
    settings
);
